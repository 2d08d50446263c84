package io.keystile.faults;

import io.keystile.jdbc.JdbcCredentialStore;
import io.keystile.key.Environment;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A database of a test's own, the nodes that share it, and the networks between: all ended with it. */
final class Site implements AutoCloseable {
    /** Twice the default: a machine that stands still for a second keeps it too. */
    static final Duration MAX_STALENESS = Duration.ofSeconds(2);

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final String name = "site" + NUMBER.incrementAndGet();

    /** One PostgreSQL for all tests of a run; it ends with the JVM. */
    private static final class Server {
        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofMinutes(1))
                        .setServerConfig("fsync", "off") // the server itself is not killed here
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** With an empty store. */
    static Site open() {
        Site site = new Site();
        site.executeBeside("CREATE DATABASE " + site.name);
        JdbcCredentialStore.over(site.database(), Environment.LIVE)
                .installSchema()
                .build()
                .close();
        return site;
    }

    String name() {
        return name;
    }

    DataSource database() {
        return Server.SERVER.getDatabase("postgres", name);
    }

    Network network() {
        return keep(Network.to(Server.SERVER.getPort()));
    }

    /** Of a node that reaches the database through these two. */
    NodeSettings settings(Network network, Network hints) {
        return settings(url(network), url(hints));
    }

    /** Of a node that nothing happens to on its way. */
    NodeSettings settings() {
        String url = url(Server.SERVER.getPort());
        return settings(url, url);
    }

    private static NodeSettings settings(String url, String hints) {
        return new NodeSettings(url, hints, MAX_STALENESS, NodeSettings.LEAST_ENTRY_AGE, Duration.ZERO, Duration.ZERO);
    }

    private String url(Network network) {
        return url(network.port());
    }

    private String url(int port) {
        return "jdbc:postgresql://localhost:" + port + "/" + name
                + "?user=postgres&sslmode=disable&gssEncMode=disable&connectTimeout=2";
    }

    Node start(NodeSettings settings) {
        return keep(Node.start(settings));
    }

    NodeLine line(Node node) {
        return keep(node.line());
    }

    private <T extends AutoCloseable> T keep(T part) {
        opened.push(part);
        return part;
    }

    void execute(String statement) {
        execute(database(), statement);
    }

    /** Over a connection that is not this database's. */
    void executeBeside(String statement) {
        execute(Server.SERVER.getPostgresDatabase(), statement);
    }

    private static void execute(DataSource database, String statement) {
        try (Connection connection = database.getConnection();
                Statement plain = connection.createStatement()) {
            plain.execute(statement);
        } catch (SQLException e) {
            throw new AssertionError(statement, e);
        }
    }

    /** A copy of the database as it stands. */
    void copyTo(String copy) {
        closeToOthers(() -> executeBeside("CREATE DATABASE " + name + copy + " TEMPLATE " + name));
    }

    void executeIn(String copy, String statement) {
        execute(Server.SERVER.getDatabase("postgres", name + copy), statement);
    }

    /** The copy takes the database's place; whoever was connected is cut off. */
    void failOverTo(String copy, Network... networks) {
        closeToOthers(() -> {
            executeBeside("ALTER DATABASE " + name + " RENAME TO " + name + "lost");
            executeBeside("ALTER DATABASE " + name + copy + " RENAME TO " + name);
        });
        for (Network network : networks) {
            network.cut();
        }
    }

    private void closeToOthers(Runnable work) {
        executeBeside("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
        executeBeside("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '" + name + "'");
        work.run();
        executeBeside("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
    }

    long number(String query) {
        try (Connection connection = database().getConnection();
                Statement plain = connection.createStatement();
                ResultSet rows = plain.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
    }

    /** How many connections to this database are open, the one that asks aside. */
    long connections() {
        return number("SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND backend_type = 'client backend' AND pid <> pg_backend_pid()");
    }

    /** Nothing is lost: each change has its place in the feed. */
    boolean feedIsWhole() {
        return number("SELECT COUNT(*) FROM keystile_store s WHERE s.position - s.oldest_kept + 1"
                        + " = (SELECT COUNT(*) FROM keystile_change)")
                == 1;
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}
