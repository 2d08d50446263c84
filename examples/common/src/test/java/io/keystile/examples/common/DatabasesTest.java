package io.keystile.examples.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.authn.CurrentCaller;
import io.keystile.key.Environment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabasesTest {
    private static final List<String> SCRIPT = List.of(
            "CREATE TABLE IF NOT EXISTS note (id INTEGER NOT NULL PRIMARY KEY, text VARCHAR NOT NULL)",
            "INSERT INTO note (id, text) SELECT 1, 'first' WHERE NOT EXISTS (SELECT 1 FROM note WHERE id = 1)");

    @TempDir
    Path folder;

    @Test
    void nothingGiven_twoInMemory_apartFromEachOtherAndFromTheNext() {
        try (Databases databases = Databases.open(options());
                Databases next = Databases.open(options())) {
            databases.install(SCRIPT);
            next.install(SCRIPT);

            write(databases, Environment.SANDBOX, 2);

            assertThat(notes(databases, Environment.SANDBOX)).containsExactly(1, 2);
            assertThat(notes(databases, Environment.LIVE)).containsExactly(1);
            assertThat(notes(next, Environment.SANDBOX)).containsExactly(1);
        }
    }

    @Test
    void dataWithoutEnvironment_refused() {
        try (Databases databases = Databases.open(options())) {
            assertThatThrownBy(() -> databases.data().getConnection()).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void workThatThrows_leavesNothing() {
        try (Databases databases = Databases.open(options())) {
            databases.install(SCRIPT);

            assertThatThrownBy(() -> Transactions.run(databases.of(Environment.LIVE), connection -> {
                        Statements.update(connection, "INSERT INTO note (id, text) VALUES (2, 'x')");
                        throw new IllegalArgumentException("after the insert");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);

            assertThat(notes(databases, Environment.LIVE)).containsExactly(1);
        }
    }

    @Test
    void files_keepWhatWasWritten() {
        CommonOptions options = options("--database", file("live"), "--sandbox-database", file("sandbox"));
        try (Databases databases = Databases.open(options)) {
            databases.install(SCRIPT);
            write(databases, Environment.LIVE, 2);
        }

        try (Databases again = Databases.open(options)) {
            again.install(SCRIPT);
            assertThat(notes(again, Environment.LIVE)).containsExactly(1, 2);
        }
    }

    @Test
    void swapped_refused() {
        Databases.open(options("--database", file("live"), "--sandbox-database", file("sandbox")))
                .close();

        assertThatThrownBy(() ->
                        Databases.open(options("--database", file("sandbox"), "--sandbox-database", file("live"))))
                .isInstanceOfSatisfying(
                        FlagException.class,
                        e -> assertThat(e.line()).matches("--database: .*stamped SANDBOX.*LIVE.*"));
    }

    @Test
    void oneDatabaseUnderTwoUrls_refused() {
        String url = PostgresServer.newDatabase();

        assertThatThrownBy(() -> Databases.open(
                        options("--database", url, "--sandbox-database", url + "&ApplicationName=keystile2")))
                .isInstanceOfSatisfying(
                        FlagException.class,
                        e -> assertThat(e.line())
                                .startsWith("--sandbox-database: ")
                                .contains("stamped LIVE"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:nothing://host/database?password=canary",
                "postgresql://host/database?password=canary",
                "",
                "jdbc:postgresql://127.0.0.1:x/canary",
                "jdbc:h2:tcp://127.0.0.1:1/canary;PASSWORD=canary",
                "jdbc:h2:file:/proc/canary/x;PASSWORD=canary",
                "jdbc:h2:mem:x;CANARY=canary",
            })
    void notOpened_saysSoInOneLineWithoutTheUrl(String url) {
        assertRefused(url, "canary");
    }

    @Test
    void serverThatDoesNotAnswer_cannotBeReached() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(assertRefused("jdbc:postgresql://127.0.0.1:" + port + "/x?user=jo&password=canary", "canary"))
                .contains("can't be reached");
    }

    @Test
    void databaseThatIsNotThere_saysSo() {
        assertThat(assertRefused(PostgresServer.missingDatabase(), "nowhere")).contains("is not there");
    }

    @Test
    void wrongPassword_saysSo() {
        Databases.open(options("--database", file("live"), "--sandbox-database", file("sandbox")))
                .close();

        assertThat(assertRefused(file("live") + ";USER=jo;PASSWORD=canary", "canary"))
                .contains("refuses the user or the password");
    }

    @Test
    void startedAtOnceOnEmptyPostgres_allComeUp() throws Exception {
        CommonOptions options =
                options("--database", PostgresServer.newDatabase(), "--sandbox-database", PostgresServer.newDatabase());
        int servers = 4;
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(servers);
        try {
            List<Future<List<Integer>>> starts = new ArrayList<>();
            for (int i = 0; i < servers; i++) {
                starts.add(threads.submit(() -> {
                    go.await();
                    try (Databases databases = Databases.open(options)) {
                        databases.install(SCRIPT);
                        return notes(databases, Environment.SANDBOX);
                    }
                }));
            }
            go.countDown();
            for (Future<List<Integer>> start : starts) {
                assertThat(start.get(60, TimeUnit.SECONDS)).containsExactly(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private String assertRefused(String url, String secret) {
        List<String> lines = new ArrayList<>();
        assertThatThrownBy(() -> Databases.open(options("--database", url, "--sandbox-database", file("other"))))
                .isInstanceOfSatisfying(FlagException.class, e -> lines.add(e.line()))
                .hasMessageStartingWith("--database: ")
                .hasMessageNotContainingAny(secret, "\n");
        return lines.get(0);
    }

    private static void write(Databases databases, Environment environment, int id) {
        try (CurrentCaller.Open opened = CurrentCaller.in(environment)) {
            assertThat(opened).isNotNull();
            Transactions.run(
                    databases.data(),
                    connection -> Statements.update(connection, "INSERT INTO note (id, text) VALUES (?, ?)", id, "x"));
        }
    }

    private static List<Integer> notes(Databases databases, Environment environment) {
        return Transactions.run(
                databases.of(environment),
                connection -> Statements.list(connection, "SELECT id FROM note ORDER BY id", row -> row.getInt(1)));
    }

    private String file(String name) {
        return "jdbc:h2:file:" + folder.resolve(name);
    }

    private static CommonOptions options(String... words) {
        return CommonOptions.of(Arguments.of(CommonOptions.flagsAnd(), List.of(words)));
    }
}
