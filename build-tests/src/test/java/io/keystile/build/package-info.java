/** Tests of the build itself: that its gates are on, and what it would publish. No test of the product. */
@NullMarked
package io.keystile.build;

import org.jspecify.annotations.NullMarked;
