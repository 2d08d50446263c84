package io.keystile.spring.jdbc;

import io.keystile.ConfigurationException;
import io.keystile.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * By Flyway, with a history of its own beside that of the application's scripts, and behind them: Flyway refuses a schema with
 * tables in it that it has no history of.
 */
final class FlywaySchema implements SchemaStep {
    @Override
    public void migrate(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:io/keystile/jdbc/schema/" + folder(dataSource))
                .table("keystile_schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    private static String folder(DataSource dataSource) {
        String product;
        try (Connection connection = dataSource.getConnection()) {
            product = connection.getMetaData().getDatabaseProductName();
        } catch (SQLException e) {
            throw new StoreUnavailableException("the database can't be asked what it is: " + e.getSQLState());
        }
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "h2" -> "h2";
            case "postgresql" -> "postgresql";
            case "mariadb", "mysql" -> "mariadb";
            default ->
                throw new ConfigurationException(List.of(
                        "keystile.database: there is no schema for " + product + "; PostgreSQL, MariaDB, MySQL or H2"));
        };
    }
}
