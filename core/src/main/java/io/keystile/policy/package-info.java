/**
 * What a request needs: the routes with their planes, scopes, sessions and procedures, compiled once into an automaton
 * that a look-up walks without backtracking and without garbage. Whether a caller has what is needed, and what is
 * answered if not, is {@code io.keystile.authn}'s; nothing here sees a credential or a header.
 */
@NullMarked
package io.keystile.policy;

import org.jspecify.annotations.NullMarked;
