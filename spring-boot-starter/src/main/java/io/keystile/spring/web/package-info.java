/**
 * The filter of an application without Spring Security, {@code @RequiresScope} on controllers, and the list of handlers with
 * their rules at the start.
 */
@NullMarked
package io.keystile.spring.web;

import org.jspecify.annotations.NullMarked;
