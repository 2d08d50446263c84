/** Keystile's figures in Micrometer, where it is there. No tag holds a key, a credential or a tenant. */
@NullMarked
package io.keystile.spring.metrics;

import org.jspecify.annotations.NullMarked;
