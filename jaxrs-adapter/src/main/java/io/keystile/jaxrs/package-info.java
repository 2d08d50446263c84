/**
 * Keystile in a Jakarta REST application: {@code KeystileFeature} is where to start reading, {@code Gate} goes on. It passes a
 * request on to core as the container received it, writes core's answer as it is, attaches the caller, and holds the match to
 * what was decided; what is allowed, and what is said about it, is core's alone.
 */
@NullMarked
package io.keystile.jaxrs;

import org.jspecify.annotations.NullMarked;
