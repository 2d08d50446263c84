package io.keystile.spring.jdbc;

import io.keystile.jdbc.JdbcCredentialStore;
import io.keystile.jdbc.JdbcStoreBuilder;
import io.keystile.key.Environment;
import io.keystile.spring.jdbc.DatabaseProperties.SchemaMode;
import io.keystile.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The stores over the application's data sources, closed with the application; the data sources stay its own. */
final class JdbcStores implements AutoCloseable {
    private final Map<Environment, DataSource> dataSources;
    private final Map<Environment, JdbcCredentialStore> stores = new EnumMap<>(Environment.class);

    JdbcStores(
            Map<Environment, DataSource> dataSources,
            SchemaMode mode,
            @Nullable SchemaStep flyway,
            List<JdbcStoreCustomizer> customizers) {
        this.dataSources = dataSources;
        dataSources.forEach((environment, source) -> {
            JdbcStoreBuilder builder = JdbcCredentialStore.over(source, environment);
            setUp(builder, source, mode, flyway);
            customizers.forEach(customizer -> customizer.customize(environment, builder));
            stores.put(environment, builder.build());
        });
    }

    private static void setUp(
            JdbcStoreBuilder builder, DataSource source, SchemaMode mode, @Nullable SchemaStep flyway) {
        builder.stampEnvironment();
        if (mode == SchemaMode.NEVER) {
            return;
        }
        if (flyway != null) {
            flyway.migrate(source);
        } else if (mode == SchemaMode.ALWAYS || isInMemory(source)) {
            builder.installSchema();
        }
    }

    private static boolean isInMemory(DataSource source) {
        try (Connection connection = source.getConnection()) {
            String url = connection.getMetaData().getURL();
            return url != null && url.startsWith("jdbc:h2:mem:");
        } catch (SQLException e) {
            throw new StoreUnavailableException("the database can't be asked what it is: " + e.getSQLState());
        }
    }

    Map<Environment, JdbcCredentialStore> all() {
        return stores;
    }

    @Nullable
    JdbcCredentialStore store(Environment environment) {
        return stores.get(environment);
    }

    @Nullable
    DataSource dataSource(Environment environment) {
        return dataSources.get(environment);
    }

    @Override
    public void close() {
        stores.values().forEach(JdbcCredentialStore::close);
    }
}
