package io.keystile.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** A MariaDB or MySQL that whoever builds gave: {@code -Pmariadb -Dkeystile.mariadb.url=jdbc:mariadb://host/?user=…}. */
final class MariaDbServer {
    static final String PROPERTY = "keystile.mariadb.url";

    private static final AtomicLong NUMBER = new AtomicLong(System.currentTimeMillis());

    private MariaDbServer() {}

    /** The URL of a database with nothing in it. */
    static String newDatabase() {
        String url = Objects.requireNonNull(System.getProperty(PROPERTY));
        String name = "keystile" + NUMBER.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url);
                Statement plain = connection.createStatement()) {
            plain.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new AssertionError("no database", e);
        }
        return url.replaceFirst("^(jdbc:\\w+://[^/]*/)", "$1" + name);
    }
}
