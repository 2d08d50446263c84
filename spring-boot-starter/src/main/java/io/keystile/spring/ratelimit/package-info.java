/** Limits per organisation, where keystile-rate-limit is there. */
@NullMarked
package io.keystile.spring.ratelimit;

import org.jspecify.annotations.NullMarked;
