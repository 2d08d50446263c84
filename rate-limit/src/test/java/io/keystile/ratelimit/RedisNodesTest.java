package io.keystile.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.keystile.credential.Limit;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three nodes on one Redis. */
class RedisNodesTest {
    private static final Limit LIMIT = new Limit(100, Duration.ofMillis(500));
    private static final Duration LOAD = Duration.ofSeconds(2);
    private static final Patience PATIENT = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(1));
    private static final int NODES = 3;

    private static Redis redis;

    private final String prefix = Redis.prefix();
    private final List<AutoCloseable> made = new ArrayList<>();

    @BeforeAll
    static void start() {
        redis = Redis.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @AfterEach
    void close() throws Exception {
        for (int i = made.size() - 1; i >= 0; i--) {
            made.get(i).close();
        }
    }

    private <T extends AutoCloseable> T kept(T one) {
        made.add(one);
        return one;
    }

    private RedisRateLimiter node(@Nullable LongSupplier micros) {
        RedisURI uri = RedisURI.create(Redis.uri(redis.port()));
        return Redis.connected(kept(new RedisRateLimiter(uri, prefix, Limits.of(LIMIT), PATIENT, micros)));
    }

    /** A node's own clock, off by that many seconds. */
    private static LongSupplier clockOff(long seconds) {
        return () -> TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()) + TimeUnit.SECONDS.toMicros(seconds);
    }

    @Test
    void threeNodes_underLoad_letOnExactlyWhatTheLimitSays() throws Exception {
        List<RedisRateLimiter> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            nodes.add(node(null));
        }
        new NodesContract(LIMIT, LOAD).holds(nodes, 0);
    }

    /** So clocks that disagree by a second, or a year, change nothing: what nodes ask holds no time. */
    @Test
    void nodes_askWithoutATimeOfTheirs() {
        try (RedisMonitor monitor = RedisMonitor.of(redis.port())) {
            for (int i = 0; i < NODES; i++) {
                Requests.spend(node(null), "t", 1);
            }
            String asked = "\"1\" \"" + prefix + "{live:t}\" \"1\" \"\" \"1\" \"100\" \"500000\" \"1\"";
            assertThat(monitor.scripts(NODES))
                    .allSatisfy(line -> assertThat(line).endsWith(asked));
        }
    }

    /** That it matters, and that the contract would see it. */
    @Test
    void nodesThatAskByClocksOfTheirs_whichDisagreeByASecond_letOnTooMuch() {
        List<RedisRateLimiter> nodes = List.of(node(clockOff(-1)), node(clockOff(0)), node(clockOff(1)));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> new NodesContract(LIMIT, LOAD, LOAD).holds(nodes, 0))
                .withMessageContaining("were let on in");
    }

    @Test
    void approximateNodes_letOnNoMoreThanEachMayKeepToItself() throws Exception {
        long unseen = 5;
        List<ProxyRateLimiter> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            RedisClient client = kept(RedisClient.create(Redis.uri(redis.port())));
            StatefulRedisConnection<String, byte[]> connection =
                    kept(client.connect(RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE)));
            nodes.add(kept(ProxyRateLimiter.approximate(
                    RedisBuckets.in(connection, prefix), Limits.of(LIMIT), PATIENT, unseen, Duration.ofMillis(50))));
        }
        new NodesContract(LIMIT, LOAD).holds(nodes, NODES * unseen);
    }

    @Test
    void bucketsOfBucket4j_haveThePrefix_andExpire() {
        RedisClient client = kept(RedisClient.create(Redis.uri(redis.port())));
        StatefulRedisConnection<String, byte[]> connection =
                kept(client.connect(RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE)));
        ProxyRateLimiter limiter =
                kept(ProxyRateLimiter.exact(RedisBuckets.in(connection, prefix), Limits.of(LIMIT), PATIENT));

        assertThat(Requests.burst(limiter, Requests.tenant("t"))).isGreaterThanOrEqualTo(100);

        String key = prefix + "live:t 100/500000000";
        assertThat(connection.sync().keys(prefix + "*")).containsExactly(key);
        assertThat(connection.sync().pttl(key)).isBetween(1L, 61_000L);
    }
}
