package io.keystile.ratelimit;

import io.keystile.credential.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Three nodes on one Redis. Their clocks don't matter: none is read. */
class RedisNodesTest {
    @Test
    void threeNodes_underLoad_letOnExactlyWhatTheLimitSays() throws Exception {
        Limit limit = new Limit(100, Duration.ofMillis(500));
        String prefix = Redis.prefix();
        List<RedisRateLimiter> nodes = new ArrayList<>();
        try (Redis redis = Redis.start()) {
            for (int i = 0; i < 3; i++) {
                nodes.add(RedisRateLimiter.connect(
                        Redis.uri(redis.port()),
                        prefix,
                        Limits.of(limit),
                        new Patience(Duration.ofSeconds(5), Duration.ofSeconds(1))));
            }
            new NodesContract(limit, Duration.ofSeconds(2)).holds(nodes, 0);
        } finally {
            nodes.forEach(RedisRateLimiter::close);
        }
    }
}
