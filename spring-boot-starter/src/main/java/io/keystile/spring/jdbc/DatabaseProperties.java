package io.keystile.spring.jdbc;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the databases that hold credentials.
 *
 * @param live name of the DataSource bean of the live database; the application's one DataSource if not set
 * @param sandbox name of the DataSource bean of the sandbox database, which must be another; without one there are no sandbox keys
 * @param schema when the schema is set up at start; by Flyway, where the application uses it
 */
@ConfigurationProperties("keystile.database")
record DatabaseProperties(
        @Nullable String live,
        @Nullable String sandbox,
        @DefaultValue("embedded") SchemaMode schema) {

    /** When the schema is set up at start. */
    enum SchemaMode {
        /** By Flyway where the application uses it, and in databases in memory. */
        EMBEDDED,
        /** Always. */
        ALWAYS,
        /** Never: whoever looks after the database runs the scripts. */
        NEVER
    }
}
