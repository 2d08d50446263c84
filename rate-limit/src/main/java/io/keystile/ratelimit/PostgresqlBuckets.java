package io.keystile.ratelimit;

import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Buckets in PostgreSQL, by the database's clock, for a {@link ProxyRateLimiter}. Needs bucket4j_jdk17-postgresql, an optional
 * dependency.
 */
public final class PostgresqlBuckets {
    /** Makes the table. An unlogged one would be quicker, and empty after a crash. */
    public static final String TABLE =
            "CREATE TABLE IF NOT EXISTS keystile_bucket (id TEXT PRIMARY KEY, state BYTEA, expires_at BIGINT)";

    private static final Duration KEPT_WHEN_FULL = Duration.ofMinutes(1);
    private static final long MICRO = 1_000;

    private PostgresqlBuckets() {}

    /**
     * Buckets in the table of {@link #TABLE}, which must be there. What has expired stays until {@code removeExpired} of the
     * result is called now and then.
     *
     * @param dataSource a pool that has a connection for each of the limiter's threads
     */
    public static ProxyManager<String> in(DataSource dataSource) {
        return in(dataSource, clock(dataSource));
    }

    static ProxyManager<String> in(DataSource dataSource, TimeMeter clock) {
        return Bucket4jPostgreSQL.selectForUpdateBasedBuilder(dataSource)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("keystile_bucket")
                .idColumn("id")
                .stateColumn("state")
                .expiresAtColumn("expires_at")
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_WHEN_FULL))
                .clientClock(clock)
                .build();
    }

    /** The database's clock. */
    public static ServerClock clock(DataSource dataSource) {
        return ServerClock.of(() -> read(dataSource));
    }

    private static long read(DataSource dataSource) {
        String sql = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)";
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1) * MICRO;
        } catch (SQLException e) {
            throw new IllegalStateException("the database's clock can't be read", e);
        }
    }
}
