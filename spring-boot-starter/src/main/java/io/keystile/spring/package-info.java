/**
 * Keystile in a Spring Boot application: one bean, from properties under {@code keystile} and from beans of the
 * application's. What belongs to one framework beside it, such as Spring Security or MVC, is in a package of its own, and
 * does nothing where that framework isn't there.
 */
@NullMarked
package io.keystile.spring;

import org.jspecify.annotations.NullMarked;
