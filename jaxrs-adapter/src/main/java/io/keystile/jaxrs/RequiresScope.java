package io.keystile.jaxrs;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The scopes that a resource method asks of an API credential, all of them, besides what the policy asks: both must hold. On
 * a class it is asked of all its methods, and by all its locators of what they lead to; class and method add up, and so do
 * the definitions that a method overrides. Full access has every scope; a session of the application needs none. Not on a
 * locator, which runs before it could be asked.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresScope {
    /** The scopes; none says that being admitted is enough, where {@link KeystileFeature#scopesByAnnotation()} asks each method. */
    String[] value();
}
