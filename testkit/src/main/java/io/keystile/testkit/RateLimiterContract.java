package io.keystile.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.authn.RateLimiter;
import io.keystile.authn.RateVerdict;
import io.keystile.credential.Credential;
import io.keystile.credential.Limit;
import io.keystile.credential.Tenant;
import io.keystile.key.Environment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * What {@link RateLimiter} promises of one limit N/T: a bucket of N, refilled at N/T, so that over any time d at most N +
 * N·d/T is spent; counted by environment and tenant. A frame: what several limits, limits of tenants' own and several
 * processes mean, their own contracts say.
 */
public abstract class RateLimiterContract {
    private static final Limit LIMIT = new Limit(10, Duration.ofSeconds(5));
    private static final Duration PER_REQUEST = Duration.ofMillis(500);

    private final ManualTime time = ManualTime.start();
    private final Credential credential = new StoreSamples(SecretCanary.create()).credential("prn_1", "cli_1");

    /** For subclasses. */
    protected RateLimiterContract() {}

    /**
     * A new limiter, with that limit for every tenant.
     *
     * @param time to count by
     */
    protected abstract RateLimiter limiter(Limit limit, ManualTime time);

    private RateVerdict spend(RateLimiter limiter, String tenant, int cost) {
        return limiter.spend(Environment.LIVE, Tenant.first(tenant), credential, cost);
    }

    private boolean isWithin(RateLimiter limiter, int cost) {
        return spend(limiter, "cli_1", cost) instanceof RateVerdict.Within;
    }

    private int spendAll(RateLimiter limiter) {
        int spent = 0;
        while (isWithin(limiter, 1)) {
            spent++;
        }
        return spent;
    }

    @Test
    void burst_fullBucket_isExactlyTheLimit() {
        assertThat(spendAll(limiter(LIMIT, time))).isEqualTo(10);
    }

    @Test
    void emptyBucket_refillsEvenly_andNeverBeyondItsSize() {
        RateLimiter limiter = limiter(LIMIT, time);
        spendAll(limiter);

        time.advance(PER_REQUEST.minusMillis(1));
        assertThat(spendAll(limiter)).isZero();
        time.advance(Duration.ofMillis(1));
        assertThat(spendAll(limiter)).isEqualTo(1);
        time.advance(Duration.ofDays(1));
        assertThat(spendAll(limiter)).isEqualTo(10);
    }

    @Test
    void over_waitingAsLongAsItSays_isWithin() {
        RateLimiter limiter = limiter(LIMIT, time);
        spendAll(limiter);

        RateVerdict verdict = spend(limiter, "cli_1", 3);

        assertThat(verdict).isInstanceOfSatisfying(RateVerdict.Over.class, over -> {
            assertThat(over.retryAfter()).isPositive().isLessThanOrEqualTo(LIMIT.per());
            time.advance(over.retryAfter());
        });
        assertThat(isWithin(limiter, 3)).isTrue();
    }

    @Test
    void over_spendsNothing() {
        RateLimiter limiter = limiter(LIMIT, time);
        assertThat(isWithin(limiter, 8)).isTrue();

        assertThat(isWithin(limiter, 3)).isFalse();

        assertThat(spendAll(limiter)).isEqualTo(2);
    }

    @Test
    void costBeyondTheBucket_isNeverWithin() {
        RateLimiter limiter = limiter(LIMIT, time);

        assertThat(isWithin(limiter, 11)).isFalse();
        assertThat(spendAll(limiter)).isEqualTo(10);
    }

    @Test
    void tenantsAndEnvironments_haveBucketsOfTheirOwn() {
        RateLimiter limiter = limiter(LIMIT, time);
        spendAll(limiter);

        assertThat(spend(limiter, "cli_2", 1)).isInstanceOf(RateVerdict.Within.class);
        assertThat(limiter.spend(Environment.SANDBOX, Tenant.first("cli_1"), credential, 1))
                .isInstanceOf(RateVerdict.Within.class);
    }

    @Test
    void wallClock_steppedEitherWay_givesNothing() {
        RateLimiter limiter = limiter(LIMIT, time);
        spendAll(limiter);

        time.stepWall(Duration.ofDays(1));
        assertThat(spendAll(limiter)).isZero();
        time.stepWall(Duration.ofDays(-2));
        time.advance(PER_REQUEST);
        assertThat(spendAll(limiter)).isEqualTo(1);
    }

    @Test
    void anyWindow_ofARandomHistory_holdsTheBound() {
        RateLimiter limiter = limiter(LIMIT, time);
        Random random = new Random(4711);
        List<long[]> spent = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            time.advance(Duration.ofMillis(random.nextInt(400)));
            int cost = 1 + random.nextInt(3);
            if (isWithin(limiter, cost)) {
                spent.add(new long[] {time.nanos(), cost});
            }
        }
        for (int from = 0; from < spent.size(); from++) {
            long sum = 0;
            for (int to = from; to < spent.size(); to++) {
                sum += spent.get(to)[1];
                double seconds = (spent.get(to)[0] - spent.get(from)[0]) / 1e9;
                assertThat((double) sum).as("from %d to %d", from, to).isLessThanOrEqualTo(10 + 2 * seconds + 1e-6);
            }
        }
    }

    @Test
    void manyThreads_atOneMoment_spendTheBucketOnce() {
        RateLimiter limiter = limiter(LIMIT, time);
        AtomicInteger within = new AtomicInteger();

        Race.run(8, 10, n -> {
            if (isWithin(limiter, 1)) {
                within.incrementAndGet();
            }
        });

        assertThat(within).hasValue(10);
    }
}
