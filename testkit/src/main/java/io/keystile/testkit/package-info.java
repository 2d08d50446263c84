/**
 * Contracts to extend and fakes to use in tests of stores, adapters and limiters. Nothing here belongs in production, and
 * nothing here knows a container, a database or a logging framework.
 */
@NullMarked
package io.keystile.testkit;

import org.jspecify.annotations.NullMarked;
