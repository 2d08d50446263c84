/**
 * Reading HTTP: the adapter's view of a request, the canonical target, the places where a credential may stand, and what
 * was presented in them. Syntax only, from the request's own bytes; what a request needs is {@code io.keystile.policy}'s,
 * whether it has it is {@code io.keystile.authn}'s.
 */
@NullMarked
package io.keystile.request;

import org.jspecify.annotations.NullMarked;
