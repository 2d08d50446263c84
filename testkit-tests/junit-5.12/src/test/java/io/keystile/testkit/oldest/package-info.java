/** Which JUnit this module runs on. The tests beside it are other modules', compiled here once more. */
@NullMarked
package io.keystile.testkit.oldest;

import org.jspecify.annotations.NullMarked;
