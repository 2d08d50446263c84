package io.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.credential.InvalidFieldException;
import io.keystile.store.StoreUnavailableException;
import io.keystile.testkit.ManualTime;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link Idempotency} promises, over any database. */
abstract class IdempotencyContract {
    private final ManualTime time = ManualTime.start();
    /** Waits so long that none is told to be under way because this machine stood still. */
    private final Idempotency idempotency = new Idempotency(time, 60);

    private final AtomicInteger runs = new AtomicInteger();
    private TestDatabase fresh;
    private DataSource database;

    abstract TestDatabase freshDatabase();

    @BeforeEach
    void takeFreshDatabase() {
        fresh = freshDatabase();
        fresh.store().close(); // which has installed the schema
        database = fresh.dataSource();
    }

    @AfterEach
    void close() {
        fresh.close();
    }

    private static IdempotentRequest request(String key, String body) {
        return IdempotentRequest.of("acr_1", "POST", "/keys", key, body.getBytes(StandardCharsets.UTF_8));
    }

    private Once<Integer> once(IdempotentRequest request) {
        return inTransaction(
                c -> idempotency.once(c, request, () -> new Once.Work<>(runs.incrementAndGet(), 201, "{}")));
    }

    private boolean knows(IdempotentRequest request) {
        return inTransaction(c -> idempotency.knows(c, request));
    }

    private interface Body<T> {
        T in(Connection connection) throws SQLException;
    }

    private <T> T inTransaction(Body<T> body) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = body.in(connection);
                connection.commit();
                return result;
            } catch (RuntimeException | Error e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void firstTime_runs_andARepetitionIsTold() {
        assertThat(once(request("k", "body"))).isEqualTo(new Once.First<>(1));
        assertThat(once(request("k", "body"))).isEqualTo(new Once.Repeated<>(201, "{}"));
        assertThat(runs).hasValue(1);
    }

    @Test
    void boundOfItsWait_isGoneWithTheStatement() {
        int left = inTransaction(c -> {
            idempotency.once(c, request("k", "body"), () -> new Once.Work<>(1, 201, "{}"));
            try (Statement next = c.createStatement()) {
                return next.getQueryTimeout();
            }
        });

        assertThat(left).isZero();
    }

    @Test
    void otherBody_isNeitherRunNorTold() {
        once(request("k", "body"));

        assertThat(once(request("k", "other"))).isEqualTo(new Once.OtherBody<>());
        assertThat(runs).hasValue(1);
    }

    @Test
    void otherKeyCallerMethodOrPath_isAnotherRequest() {
        byte[] body = {1};
        List<IdempotentRequest> all = List.of(
                IdempotentRequest.of("a", "POST", "/keys", "k", body),
                IdempotentRequest.of("b", "POST", "/keys", "k", body),
                IdempotentRequest.of("a", "PUT", "/keys", "k", body),
                IdempotentRequest.of("a", "POST", "/key", "sk", body),
                IdempotentRequest.of("a", "POST", "/keys", "k2", body));

        all.forEach(each -> assertThat(once(each)).isInstanceOf(Once.First.class));

        assertThat(runs).hasValue(all.size());
    }

    @Test
    void workThatThrows_leavesNothing_andCanBeTriedAgain() {
        IdempotentRequest request = request("k", "body");

        assertThatThrownBy(() -> inTransaction(c -> idempotency.once(c, request, () -> {
                    throw new IllegalArgumentException("refused");
                })))
                .hasMessage("refused");

        assertThat(rows()).isZero();
        assertThat(once(request)).isEqualTo(new Once.First<>(1));
    }

    @Test
    void workGivenUpButCommitted_isRunAgain() {
        IdempotentRequest request = request("k", "body");
        inTransaction(c -> {
            assertThatThrownBy(() -> idempotency.once(c, request, () -> {
                        throw new IllegalArgumentException("swallowed by the application");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            return request;
        });

        assertThat(once(request)).isEqualTo(new Once.First<>(1));
        assertThat(once(request)).isInstanceOf(Once.Repeated.class);
    }

    @Test
    void day_later_isForgotten() {
        once(request("k", "body"));
        time.advance(Duration.ofHours(24).minusMillis(1));
        assertThat(once(request("k", "body"))).isInstanceOf(Once.Repeated.class);
        assertThat(knows(request("k", "other"))).isTrue();
        assertThat(knows(request("l", "body"))).isFalse();

        time.advance(Duration.ofMillis(1));
        assertThat(knows(request("k", "body"))).isFalse();

        assertThat(once(request("k", "other"))).isEqualTo(new Once.First<>(2));
        assertThat(once(request("k", "other"))).isInstanceOf(Once.Repeated.class);
    }

    @Test
    void prune_takesTheOldAlone() {
        once(request("old", "body"));
        time.advance(Duration.ofHours(12));
        once(request("young", "body"));
        time.advance(Duration.ofHours(12));

        assertThat(inTransaction(idempotency::prune)).isEqualTo(1);

        assertThat(rows()).isEqualTo(1);
        assertThat(once(request("young", "body"))).isInstanceOf(Once.Repeated.class);
    }

    @Test
    void whileTheFirstRuns_theSecondIsToldSo_andItsTransactionGoesOn() throws Exception {
        IdempotentRequest request = request("k", "body");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<Once<String>> first = other.submit(() -> inTransaction(c -> idempotency.once(c, request, () -> {
                begun.countDown();
                await(asked);
                return new Once.Work<>("first", 201, "{}");
            })));
            await(begun);

            Once<Integer> second = inTransaction(c -> {
                Once<Integer> told = new Idempotency(time).once(c, request, () -> new Once.Work<>(2, 201, "{}"));
                // The transaction is still good for other work.
                assertThat(idempotency.once(c, request("another", "body"), () -> new Once.Work<>(3, 201, "{}")))
                        .isEqualTo(new Once.First<>(3));
                return told;
            });
            asked.countDown();

            assertThat(second).isEqualTo(new Once.Running<>());
            assertThat(first.get()).isEqualTo(new Once.First<>("first"));
            assertThat(once(request)).isInstanceOf(Once.Repeated.class);
        } finally {
            asked.countDown();
            other.shutdown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void manyAtOnce_oneRuns() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Once<Integer>>> all = IntStream.range(0, 6)
                    .<Callable<Once<Integer>>>mapToObj(i -> () -> once(request("k", "body")))
                    .toList();
            for (Future<Once<Integer>> each : threads.invokeAll(all)) {
                assertThat(each.get()).isNotInstanceOf(Once.OtherBody.class);
            }
        } finally {
            threads.shutdown();
        }
        assertThat(runs).hasValue(1);
        assertThat(once(request("k", "body"))).isEqualTo(new Once.Repeated<>(201, "{}"));
    }

    @Test
    void autoCommit_isRefused() throws SQLException {
        try (Connection connection = database.getConnection()) {
            assertThatThrownBy(() ->
                            idempotency.once(connection, request("k", "body"), () -> new Once.Work<>(1, 201, "{}")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("auto-commit");
        }
        assertThat(rows()).isZero();
    }

    @Test
    void noTable_isAnOutage_thatQuotesNothing() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE keystile_idempotency");
        }

        assertThatThrownBy(() -> once(request("my-key", "body")))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("SQLState")
                .satisfies(
                        e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("keystile_idempotency", "my-key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "schlüssel"})
    void badKey_namesTheHeader(String key) {
        assertThatThrownBy(() -> request(key, "body"))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("Idempotency-Key"));
    }

    @Test
    void longKey_toItsBound() {
        assertThat(once(request("k".repeat(255), "body"))).isInstanceOf(Once.First.class);
        assertThatThrownBy(() -> request("k".repeat(256), "body")).isInstanceOf(InvalidFieldException.class);
    }

    private long rows() {
        return inTransaction(c -> {
            try (Statement statement = c.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM keystile_idempotency")) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }
}
