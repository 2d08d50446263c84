package io.keystile.spring.jdbc;

import javax.sql.DataSource;

/** Brings a database's schema up to date. */
@FunctionalInterface
interface SchemaStep {
    void migrate(DataSource dataSource);
}
