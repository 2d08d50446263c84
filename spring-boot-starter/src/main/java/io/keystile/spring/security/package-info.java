/**
 * Keystile within Spring Security's filter chains: {@link io.keystile.spring.security.KeystileConfigurer} is where to start
 * reading. What is decided is core's; here it is put where Spring looks for it.
 */
@NullMarked
package io.keystile.spring.security;

import org.jspecify.annotations.NullMarked;
