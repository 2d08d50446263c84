package io.keystile.ratelimit;

import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Bucket4j's buckets in Redis, by Redis's clock, for {@link ProxyRateLimiter#approximate}; one that is exact is better served by
 * {@link RedisRateLimiter}. Needs bucket4j_jdk17-lettuce and lettuce-core, optional dependencies.
 */
public final class RedisBuckets {
    private static final Duration KEPT_WHEN_FULL = Duration.ofMinutes(1);
    private static final long SECOND = 1_000_000_000;
    private static final long MICRO = 1_000;

    private RedisBuckets() {}

    /**
     * Buckets under keys with this prefix, which expire a minute after they are full again.
     *
     * @param connection for the limiter alone; whoever made it closes it
     */
    public static ProxyManager<String> in(StatefulRedisConnection<String, byte[]> connection, String prefix) {
        ProxyManager<String> manager = Bucket4jLettuce.casBasedBuilder(connection)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_WHEN_FULL))
                .clientClock(clock(connection))
                .build();
        return manager.withMapper((String key) -> prefix + key);
    }

    /** Redis's clock. */
    public static ServerClock clock(StatefulRedisConnection<String, byte[]> connection) {
        return ServerClock.of(() -> {
            List<byte[]> secondsAndMicros = connection.sync().time();
            return number(secondsAndMicros.get(0)) * SECOND + number(secondsAndMicros.get(1)) * MICRO;
        });
    }

    private static long number(byte[] digits) {
        return Long.parseLong(new String(digits, StandardCharsets.US_ASCII));
    }
}
