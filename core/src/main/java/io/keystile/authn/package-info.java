/**
 * The decision: may this caller do this, and who is it? {@code DecisionPoint} is where to start reading. Reasons stay in
 * here and go to listeners; what leaves towards the caller has none. Interfaces marked so are for authors of listeners and
 * rate limiters.
 */
@NullMarked
package io.keystile.authn;

import org.jspecify.annotations.NullMarked;
