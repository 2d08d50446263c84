/** Credentials in the application's own database, and within its own transactions. */
@NullMarked
package io.keystile.spring.jdbc;

import org.jspecify.annotations.NullMarked;
