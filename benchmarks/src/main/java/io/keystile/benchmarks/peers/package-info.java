/**
 * What is used today instead, set up as its own documentation advises. Each finds the caller by key among as many keys, and
 * checks one scope of the path. No key is kept in plain text: all look up its SHA-256.
 */
@NullMarked
package io.keystile.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
