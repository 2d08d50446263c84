/** For tests of applications: a Keystile with keys in memory. Nothing here acts unless a test's annotation asks for it. */
@NullMarked
package io.keystile.spring.test;

import org.jspecify.annotations.NullMarked;
