package io.keystile.spring.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The scopes that a controller's method asks of an API credential, all of them, besides what the policy asks: both must hold.
 * On a class it is asked of all its methods; class and method add up, and so do the definitions that a method overrides. Full
 * access has every scope; a session of the application needs none. A scope that there isn't stops the start.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresScope {
    /** The scopes; none asks for a caller or a session alone. */
    String[] value();
}
