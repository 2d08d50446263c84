@NullMarked
package io.keystile.ratelimit;

import org.jspecify.annotations.NullMarked;
