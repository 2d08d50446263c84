/**
 * The case tables: attacks and odd requests as rows of TSV files, their reader, and the contract that runs them against a
 * guarded server. What one server needs to be told belongs in {@link io.keystile.testkit.ServerSetup}, not here.
 */
@NullMarked
package io.keystile.testkit.cases;

import org.jspecify.annotations.NullMarked;
