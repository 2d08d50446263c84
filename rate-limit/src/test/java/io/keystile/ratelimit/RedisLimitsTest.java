package io.keystile.ratelimit;

import static io.keystile.ratelimit.Requests.burst;
import static io.keystile.ratelimit.Requests.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.keystile.authn.RateLimiter;
import io.keystile.credential.Limit;
import io.keystile.testkit.ManualTime;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisLimitsTest extends LimitsContract {
    private static Redis redis;

    private final List<RedisRateLimiter> made = new ArrayList<>();

    @BeforeAll
    static void start() {
        redis = Redis.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @AfterEach
    void close() {
        made.forEach(RedisRateLimiter::close);
    }

    @Override
    RateLimiter limiter(Limits limits, ManualTime time) {
        RedisRateLimiter limiter = RedisRateLimiterTest.at(redis, limits, time);
        made.add(limiter);
        return limiter;
    }

    @Test
    void keys_expireWhenTheirLimitsAreFullAgain_andNoSooner() {
        String prefix = Redis.prefix();
        try (RedisRateLimiter limiter = Redis.connected(RedisRateLimiter.connect(
                        Redis.uri(redis.port()),
                        prefix,
                        Limits.of(new Limit(10, Duration.ofHours(1))),
                        new Patience(Duration.ofSeconds(5), Duration.ofSeconds(1))));
                RedisClient client = RedisClient.create(Redis.uri(redis.port()));
                StatefulRedisConnection<String, String> connection = client.connect()) {
            assertThat(burst(limiter, tenant("t{1}"))).isEqualTo(10);
            RedisCommands<String, String> commands = connection.sync();
            assertThat(commands.keys(prefix + "*")).containsExactly(prefix + "{live:t{1}}");
            assertThat(commands.pttl(prefix + "{live:t{1}}")).isBetween(3_590_000L, 3_602_000L);
            // A node that restarts, or whose script Redis has forgotten, counts on.
            commands.scriptFlush();
            assertThat(burst(limiter, tenant("t{1}"))).isZero();
        }
    }

    @Test
    void badSettings_areRefused_withoutTellingThem() {
        Limits limits = Limits.of();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisRateLimiter.connect("http://:s3cret@x", limits))
                .withMessageNotContaining("s3cret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisRateLimiter.connect("redis://127.0.0.1:1", "a{b}", limits, Patience.standard()));
    }
}
