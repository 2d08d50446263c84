/**
 * Strict JSON with the place of every value, for files that operators write. Not exported, and the only package that
 * names Jackson, an optional dependency; what a file means is for its readers to say.
 */
@NullMarked
package io.keystile.json;

import org.jspecify.annotations.NullMarked;
