/**
 * Credentials in PostgreSQL, MariaDB, MySQL or H2, over a {@link javax.sql.DataSource} of the application's: the store, its
 * schema, its change feed, its transactions, and what else belongs into the same database (idempotency, data routing). SQL
 * and nothing else: what the next record is, {@code io.keystile.lifecycle} computes; what is believed for how long, {@code
 * io.keystile.store} says.
 */
@NullMarked
package io.keystile.jdbc;

import org.jspecify.annotations.NullMarked;
