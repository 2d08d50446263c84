/**
 * The front door: {@link io.keystile.Keystile} and its builder, the first things an embedder meets. They tie the rooms
 * below together and hold no logic of their own.
 */
@NullMarked
package io.keystile;

import org.jspecify.annotations.NullMarked;
