/**
 * What is used today instead, set up as its own documentation advises. Each finds the caller by key among as many keys, and
 * checks one scope of the path. No key is kept in plain text: all look up its SHA-256. Those for tokens find the caller in the
 * token that they verify. What is ours does not belong here.
 */
@NullMarked
package io.keystile.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
