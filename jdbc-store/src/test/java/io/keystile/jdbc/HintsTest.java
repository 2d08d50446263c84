package io.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.key.Environment;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** PostgreSQL's notifications: news of others' commits, over a connection that comes back when it is lost. */
class HintsTest {
    private static final String LISTENERS =
            "FROM pg_stat_activity WHERE application_name = 'hints'" + " AND datname = current_database()";

    private static DataSource direct(TestDatabase database) {
        return new DriverManagerDataSource(TestDatabase.named(database.url(), "hints"));
    }

    private static JdbcCredentialStore hinted(TestDatabase database, DataSource direct) {
        return JdbcCredentialStore.over(database.dataSource(), Environment.LIVE)
                .installSchema()
                .hintsOver(direct)
                .build();
    }

    private static void assertWoken(Semaphore woken) throws InterruptedException {
        assertThat(woken.tryAcquire(30, TimeUnit.SECONDS)).as("a hint came").isTrue();
    }

    @Test
    void onHint_anotherProcessCommits_wakes() throws InterruptedException {
        try (TestDatabase database = TestDatabase.postgres();
                JdbcCredentialStore listening = hinted(database, direct(database));
                JdbcCredentialStore other = database.store()) {
            Semaphore woken = new Semaphore(0);
            listening.changes().onHint(woken::release);
            assertWoken(woken); // it listens from here
            Lifecycles.over(listening).issue(Lifecycles.principal("cli_1"));
            Lifecycles.over(other).issue(Lifecycles.principal("cli_1"));
            assertWoken(woken);
        }
    }

    @Test
    void onHint_connectionIsCut_comesBackAndWakesForWhatWasMissed() throws InterruptedException {
        try (TestDatabase database = TestDatabase.postgres();
                JdbcCredentialStore listening = hinted(database, direct(database));
                JdbcCredentialStore other = database.store()) {
            Semaphore woken = new Semaphore(0);
            listening.changes().onHint(woken::release);
            assertWoken(woken);
            database.number("SELECT COUNT(pg_terminate_backend(pid)) " + LISTENERS);
            assertWoken(woken);
            Lifecycles.over(other).issue(Lifecycles.principal("cli_1"));
            assertWoken(woken);
        }
    }

    @Test
    void close_endsThreadAndConnection() throws InterruptedException {
        try (TestDatabase database = TestDatabase.postgres()) {
            Semaphore woken = new Semaphore(0);
            JdbcCredentialStore listening = hinted(database, direct(database));
            AtomicReference<Thread> thread = new AtomicReference<>();
            listening.changes().onHint(() -> {
                thread.set(Thread.currentThread());
                woken.release();
            });
            assertWoken(woken);

            listening.close();

            Thread ended = Objects.requireNonNull(thread.get());
            ended.join(30_000);
            assertThat(ended.isAlive()).isFalse();
            for (int i = 0; i < 1_000 && database.number("SELECT COUNT(*) " + LISTENERS) > 0; i++) {
                database.number("SELECT 1 FROM pg_sleep(0.01)");
            }
            assertThat(database.number("SELECT COUNT(*) " + LISTENERS)).isZero();
        }
    }

    @Test
    void onHint_poolerSwallowsNotifications_nothingFails() throws InterruptedException {
        try (TestDatabase database = TestDatabase.postgres();
                TestDatabase elsewhere = TestDatabase.postgres();
                JdbcCredentialStore deaf = hinted(database, direct(elsewhere));
                JdbcCredentialStore other = database.store()) {
            Semaphore woken = new Semaphore(0);
            deaf.changes().onHint(woken::release);
            assertWoken(woken);
            Lifecycles.over(other).issue(Lifecycles.principal("cli_1"));

            assertThat(deaf.changes().after(null, 1).head().position()).isEqualTo(1);
            assertThat(woken.availablePermits()).isZero();
        }
    }

    @Test
    void onHint_serverIsNotToBeReached_storeWorksAndCloses() {
        try (TestDatabase database = TestDatabase.postgres()) {
            DataSource nowhere = new DriverManagerDataSource("jdbc:postgresql://localhost:1/none");
            try (JdbcCredentialStore store = hinted(database, nowhere)) {
                store.changes().onHint(() -> {});
                Lifecycles.over(store).issue(Lifecycles.principal("cli_1"));
            }
        }
    }
}
