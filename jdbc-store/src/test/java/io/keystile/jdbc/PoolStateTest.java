package io.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.credential.CredentialId;
import io.keystile.jdbc.TestDatabase.Server;
import io.keystile.key.Environment;
import io.keystile.lifecycle.CredentialLifecycle;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Pools hand out connections in every state; each is given back as it came, and none makes a step fail. */
class PoolStateTest {
    private static TestDatabase database(Server server, boolean autoCommit, String isolation) {
        return server.fresh(config -> {
            config.setAutoCommit(autoCommit);
            config.setTransactionIsolation(isolation);
            return config;
        });
    }

    @ParameterizedTest
    @CsvSource({
        "H2, true, TRANSACTION_SERIALIZABLE",
        "H2, false, TRANSACTION_REPEATABLE_READ",
        "POSTGRESQL, true, TRANSACTION_SERIALIZABLE",
        "POSTGRESQL, false, TRANSACTION_REPEATABLE_READ",
        "POSTGRESQL, false, TRANSACTION_READ_COMMITTED",
        "MARIADB, true, TRANSACTION_SERIALIZABLE",
        "MARIADB, false, TRANSACTION_REPEATABLE_READ"
    })
    void steps_byManyThreads_loseNothingAndGiveConnectionsBackAsTheyCame(
            Server server, boolean autoCommit, String isolation) throws Exception {
        try (TestDatabase database = database(server, autoCommit, isolation)) {
            List<String> changed = new ArrayList<>();
            DataSource watched = watching(database.dataSource(), changed);
            JdbcCredentialStore store = JdbcCredentialStore.over(watched, Environment.LIVE)
                    .installSchema()
                    .build();
            CredentialLifecycle lifecycle = Lifecycles.over(store);
            CredentialId id =
                    lifecycle.issue(Lifecycles.principal("cli_1")).credential().id();

            ExecutorService threads = Executors.newFixedThreadPool(4);
            Callable<Integer> rotations = () -> {
                for (int i = 0; i < 5; i++) {
                    lifecycle.rotate(id, Duration.ZERO);
                }
                return 0;
            };
            for (Future<Integer> each : threads.invokeAll(List.of(rotations, rotations, rotations, rotations))) {
                each.get();
            }
            threads.shutdownNow();

            assertThat(lifecycle.get(id).version()).isEqualTo(21);
            assertThat(store.changes().after(null, 1).head().position()).isEqualTo(21);
            assertThat(changed).isEmpty();
        }
    }

    /** Compares each connection's state as it is taken and as it is given back. */
    private static DataSource watching(DataSource dataSource, List<String> changed) {
        return (DataSource) Proxy.newProxyInstance(
                PoolStateTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (p, method, arguments) -> {
                    Connection connection = dataSource.getConnection();
                    String taken = state(connection);
                    return Proxy.newProxyInstance(
                            PoolStateTest.class.getClassLoader(),
                            new Class<?>[] {Connection.class},
                            (q, called, with) -> {
                                if (called.getName().equals("close")
                                        && !state(connection).equals(taken)) {
                                    synchronized (changed) {
                                        changed.add(taken + " became " + state(connection));
                                    }
                                }
                                try {
                                    return called.invoke(connection, with);
                                } catch (InvocationTargetException e) {
                                    throw e.getCause();
                                }
                            });
                });
    }

    private static String state(Connection connection) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        String state = autoCommit + " " + connection.getTransactionIsolation() + " " + connection.getNetworkTimeout();
        if (!autoCommit) {
            connection.rollback();
        }
        return state;
    }

    @ParameterizedTest
    @EnumSource
    void joined_atRepeatableRead_anotherWasFirst_endsAtOnceAndClearly(Server server) throws SQLException {
        try (TestDatabase database = server.fresh();
                JdbcCredentialStore store = database.store();
                Connection connection = database.dataSource().getConnection()) {
            CredentialLifecycle lifecycle = Lifecycles.over(store);
            CredentialId id =
                    lifecycle.issue(Lifecycles.principal("cli_1")).credential().id();
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            OwnedTransaction transaction = new OwnedTransaction(connection);
            CredentialLifecycle joined = store.joining(lifecycle, transaction);
            assertThat(joined.ofTenant("cli_1"))
                    .as("its view of the data stands from here")
                    .hasSize(1);

            lifecycle.revoke(id);

            // PostgreSQL: run it again; MariaDB and H2: a revoked credential can't be rotated. Never: many useless
            // rounds.
            assertThatThrownBy(() -> joined.rotate(id, Duration.ZERO))
                    .satisfies(
                            e -> assertThat(e.getMessage()).matches("(?s).*(can be run again|revoked or expired).*"));
            connection.rollback();
            assertThat(lifecycle.get(id).version()).isEqualTo(2);
        }
    }
}
