/** Tests of the cache, over a store whose every step can be held up. */
@NullMarked
package io.keystile.cache;

import org.jspecify.annotations.NullMarked;
