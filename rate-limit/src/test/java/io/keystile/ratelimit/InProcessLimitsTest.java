package io.keystile.ratelimit;

import static io.keystile.ratelimit.Requests.burst;
import static io.keystile.ratelimit.Requests.credential;
import static io.keystile.ratelimit.Requests.tenant;
import static io.keystile.ratelimit.Requests.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.keystile.authn.RateLimiter;
import io.keystile.credential.Credential;
import io.keystile.credential.Limit;
import io.keystile.key.Environment;
import io.keystile.testkit.ManualTime;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InProcessLimitsTest extends LimitsContract {
    private static final Limit LIMIT = new Limit(10, Duration.ofSeconds(10));

    private static final Credential PLAIN = credential();

    private final ManualTime time = ManualTime.start();

    @Override
    RateLimiter limiter(Limits limits, ManualTime clock) {
        return InProcessRateLimiter.of(limits, 100, clock::nanos);
    }

    @Test
    void limitsThatChange_keepWhatWasSpent() {
        RateLimiter limiter = limiter(Limits.of(LIMIT), time);
        assertThat(burst(limiter, tenant("t"))).isEqualTo(10);
        assertThat(burst(limiter, tenant("t", new Limit(15, LIMIT.per())))).isEqualTo(5);
        assertThat(burst(limiter, tenant("t", new Limit(3, Duration.ofSeconds(1)))))
                .isZero();
    }

    @Test
    void recordsThatAlternate_winNothing() {
        RateLimiter limiter = limiter(Limits.of(LIMIT), time);
        int spent = 0;
        for (int i = 0; i < 100; i++) {
            spent += within(limiter, tenant("t")) ? 1 : 0;
            spent += within(limiter, tenant("t", new Limit(10, Duration.ofSeconds(11)))) ? 1 : 0;
        }
        assertThat(spent).isEqualTo(10);
    }

    @Test
    void tenantsAtTheirFullLimits_areForgotten_aMinuteLater() {
        InProcessRateLimiter limiter = InProcessRateLimiter.of(Limits.of(LIMIT), 1000, time::nanos);
        for (int i = 0; i < 500; i++) {
            assertThat(within(limiter, tenant("a" + i))).isTrue();
        }
        time.advance(Duration.ofMinutes(1));
        assertThat(within(limiter, tenant("a0"))).isTrue();
        assertThat(within(limiter, tenant("b"))).isTrue();
        assertThat(limiter.tenants()).isEqualTo(501);
        time.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 100; i++) {
            within(limiter, tenant("b" + i));
        }
        // Beside the hundred the two that asked last.
        assertThat(limiter.tenants()).isEqualTo(102);
    }

    @Test
    void moreTenantsThanThereIsRoomFor_winNothingByBeingForgotten() {
        InProcessRateLimiter limiter = InProcessRateLimiter.of(Limits.of(LIMIT), 20, time::nanos);
        int[] spent = new int[200];
        for (int round = 0; round < 50; round++) {
            for (int t = 0; t < spent.length; t++) {
                spent[t] += within(limiter, tenant("t" + t)) ? 1 : 0;
            }
            assertThat(limiter.tenants()).isLessThanOrEqualTo(20);
        }
        // No time has passed: each has had its bucket once at most.
        assertThat(IntStream.of(spent).max().orElse(0)).isBetween(1, 10);
        time.advance(LIMIT.per());
        assertThat(burst(limiter, tenant("new"))).isEqualTo(10);
    }

    @Test
    void accountsOfOneTenant_spendOneBucket() {
        RateLimiter limiter = limiter(Limits.of(LIMIT), time);
        RateLimiter.Account one = limiter.account(Environment.LIVE, tenant("t"), credential());
        RateLimiter.Account other = limiter.account(Environment.LIVE, tenant("t"), credential());
        for (int i = 0; i < 5; i++) {
            assertThat(within(one)).isTrue();
            assertThat(within(other)).isTrue();
        }
        assertThat(within(one)).isFalse();
        assertThat(within(other)).isFalse();
        assertThat(burst(limiter, tenant("t"))).isZero();
    }

    @Test
    void accountWhoseBucketWasDropped_spendsTheOneThatIsThere() {
        RateLimiter limiter = limiter(Limits.of(LIMIT), time);
        RateLimiter.Account kept = limiter.account(Environment.LIVE, tenant("t"), credential());
        assertThat(within(kept)).isTrue();
        time.advance(Duration.ofHours(1));
        assertThat(within(limiter, tenant("other"))).isTrue();
        assertThat(burst(limiter, tenant("t"))).isEqualTo(10);
        assertThat(within(kept)).isFalse();
    }

    @Test
    void threadsWithAccountsOfTheirOwn_whileBucketsComeAndGo_spendNoMoreThanTheLimit() throws Exception {
        InProcessRateLimiter limiter = InProcessRateLimiter.of(Limits.of(LIMIT), 4, time::nanos);
        int tenants = 12;
        AtomicIntegerArray spent = new AtomicIntegerArray(tenants);
        Callable<Boolean> asking = () -> {
            for (int i = 0; i < 200 * tenants; i++) {
                RateLimiter.Account account = limiter.account(Environment.LIVE, tenant("t" + i % tenants), PLAIN);
                for (int again = 0; again < 3; again++) {
                    spent.addAndGet(i % tenants, within(account) ? 1 : 0);
                }
            }
            return true;
        };
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<Boolean> asked : threads.invokeAll(Collections.nCopies(4, asking))) {
                assertThat(asked.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        for (int t = 0; t < tenants; t++) {
            assertThat(spent.get(t)).as("t%d", t).isLessThanOrEqualTo(10);
        }
    }

    @Test
    void roomForNobody_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> InProcessRateLimiter.of(Limits.of(LIMIT), 0));
    }
}
