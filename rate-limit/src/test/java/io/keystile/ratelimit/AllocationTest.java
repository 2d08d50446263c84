package io.keystile.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.keystile.authn.RateLimiter;
import io.keystile.credential.Limit;
import io.keystile.credential.Tenant;
import io.keystile.key.Environment;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final int CALLS = 20_000;
    private static final long MOST_BYTES = 128;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void check_allocatesNoMoreThanItsAnswer_howeverManyTenantsThereAre() {
        Limit limit = new Limit(1_000_000, Duration.ofSeconds(1));
        for (int tenants : new int[] {1, 1_000, 10_000}) {
            RateLimiter limiter =
                    InProcessRateLimiter.of(Limits.of(limit, new Limit(limit.requests(), Duration.ofMinutes(1))));
            RateLimiter.Account[] accounts = new RateLimiter.Account[tenants];
            for (int i = 0; i < tenants; i++) {
                accounts[i] = limiter.account(Environment.LIVE, Tenant.first("org_" + i), Requests.credential());
                accounts[i].spend(1);
            }
            allocated(accounts);

            assertThat(allocated(accounts) / CALLS).as("%d tenants", tenants).isLessThanOrEqualTo(MOST_BYTES);
        }
    }

    private long allocated(RateLimiter.Account... accounts) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            accounts[i % accounts.length].spend(1);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
