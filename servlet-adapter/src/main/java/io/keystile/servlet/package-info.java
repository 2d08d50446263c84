/**
 * Keystile in a servlet container: {@code KeystileFilter} is where to start reading. It passes a request on to core as it
 * came, writes core's answer as it is, and attaches the caller; what is allowed, and what is said about it, is core's alone.
 */
@NullMarked
package io.keystile.servlet;

import org.jspecify.annotations.NullMarked;
