package io.keystile.spring.jdbc;

import io.keystile.jdbc.JdbcStoreBuilder;
import io.keystile.key.Environment;

/** A bean that has a say in how stores in a database are set up, such as time limits, or where to listen for hints. */
@FunctionalInterface
public interface JdbcStoreCustomizer {
    /** Adds to the settings of that environment's store. */
    void customize(Environment environment, JdbcStoreBuilder builder);
}
