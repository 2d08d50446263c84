package io.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.key.Environment;
import io.keystile.key.KeyHash;
import io.keystile.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A database that accepts and never answers costs the timeout that was set; one that is gone costs nothing. */
class SilentServerTest {
    /**
     * So long that a machine that stands still for a moment does not run into it before the server falls silent; and no whole
     * seconds: the driver's own time-out then comes later, and its request to cancel, which nobody answers either, not at all.
     */
    private static final Duration TIMEOUT = Duration.ofMillis(2_500);
    /** Far above the timeout, far below for ever: nothing here measures speed. */
    private static final Duration BOUND = Duration.ofSeconds(60);

    @Test
    void read_serverNeverAnswers_endsWithinTheTimeout() {
        postgres(store -> store.changes().after(null, 1));
        postgres(store -> store.findByKeys(List.of(KeyHash.of("nobody's"))));
    }

    @Test
    void step_serverNeverAnswers_endsWithinTheTimeout() {
        postgres(store -> Lifecycles.over(store).issue(Lifecycles.principal("cli_1")));
    }

    private interface Question {
        Object ask(JdbcCredentialStore store);
    }

    private static void postgres(Question question) {
        try (TestDatabase database = TestDatabase.postgres();
                FrozenNetwork network = FrozenNetwork.to(PostgresServer.server().getPort())) {
            database.store().close();
            String url =
                    database.url().replace(":" + PostgresServer.server().getPort() + "/", ":" + network.port() + "/");
            SingleConnectionDataSource one = new SingleConnectionDataSource(url, true);
            JdbcCredentialStore store = JdbcCredentialStore.over(one, Environment.LIVE)
                    .readTimeout(TIMEOUT)
                    .stepTimeout(TIMEOUT)
                    .build();
            question.ask(store);
            network.freeze();

            long start = System.nanoTime();
            assertThatThrownBy(() -> question.ask(store)).isInstanceOf(StoreUnavailableException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
            one.destroy();
        }
    }

    @Test
    void read_rowsHeadIsLocked_isAnswered() throws SQLException {
        try (TestDatabase database = TestDatabase.postgres();
                JdbcCredentialStore store = database.store();
                Connection other = database.dataSource().getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("SELECT * FROM keystile_store FOR UPDATE");

            assertThat(store.changes().after(null, 1).head().position()).isZero();
            other.rollback();
        }
    }

    @Test
    void step_headStaysLocked_endsWithinTheTimeoutAndLeavesNothing() throws SQLException {
        try (TestDatabase database = TestDatabase.postgres(UnaryOperator.identity())) {
            database.store().close();
            try (JdbcCredentialStore store = JdbcCredentialStore.over(database.dataSource(), Environment.LIVE)
                            .stepTimeout(Duration.ofSeconds(1))
                            .build();
                    Connection other = database.dataSource().getConnection()) {
                other.setAutoCommit(false);
                other.createStatement().execute("SELECT * FROM keystile_store FOR UPDATE");

                assertThatThrownBy(() -> Lifecycles.over(store).issue(Lifecycles.principal("cli_1")))
                        .isInstanceOf(StoreUnavailableException.class);
                other.rollback();
            }
            assertThat(database.number("SELECT COUNT(*) FROM keystile_credential"))
                    .isZero();
        }
    }

    @Test
    void anything_noConnectionToBeHad_isUnavailable() {
        TestDatabase database = TestDatabase.h2();
        JdbcCredentialStore store = database.store();
        database.close();

        assertThatThrownBy(() -> store.findByKey(KeyHash.of("nobody's"))).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> store.changes().after(null, 1)).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> Lifecycles.over(store).issue(Lifecycles.principal("cli_1")))
                .isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> JdbcCredentialStore.over(database.dataSource(), Environment.LIVE)
                        .build())
                .isInstanceOf(StoreUnavailableException.class);
    }
}
