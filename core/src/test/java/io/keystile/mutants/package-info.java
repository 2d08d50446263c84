/** Runs the patches under {@code src/test/mutants}: each breaks core on purpose, and core's tests must notice. */
@NullMarked
package io.keystile.mutants;

import org.jspecify.annotations.NullMarked;
