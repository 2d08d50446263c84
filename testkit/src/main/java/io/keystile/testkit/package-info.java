/** Contracts to extend and fakes to use in tests of stores and adapters. Nothing here belongs in production. */
@NullMarked
package io.keystile.testkit;

import org.jspecify.annotations.NullMarked;
