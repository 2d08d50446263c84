/** The README's programs. */
@NullMarked
package io.keystile.examples.quickstart;

import org.jspecify.annotations.NullMarked;
