/**
 * Reading HTTP: the canonical target, and the places where a credential may stand. Syntax only, from the request's own
 * bytes; what a request needs is {@code io.keystile.policy}'s, whether it has it is {@code io.keystile.authn}'s.
 */
@NullMarked
package io.keystile.request;

import org.jspecify.annotations.NullMarked;
