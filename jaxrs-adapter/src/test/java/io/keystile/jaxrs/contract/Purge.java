package io.keystile.jaxrs.contract;

import jakarta.ws.rs.HttpMethod;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A method that Jakarta REST has no annotation for. */
@HttpMethod("PURGE")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Purge {}
