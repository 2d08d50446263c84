/**
 * Where credentials are kept: the SPI for authors of stores, and the store in memory. A store has verbs of storage and no
 * protocol: what the next record is, {@code io.keystile.lifecycle} computes; whether a key is good, {@code
 * io.keystile.authn} judges.
 */
@NullMarked
package io.keystile.store;

import org.jspecify.annotations.NullMarked;
