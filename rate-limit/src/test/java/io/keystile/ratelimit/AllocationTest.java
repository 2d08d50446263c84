package io.keystile.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.keystile.authn.RateLimiter;
import io.keystile.credential.Credential;
import io.keystile.credential.Limit;
import io.keystile.credential.Tenant;
import io.keystile.key.Environment;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final int CALLS = 20_000;
    private static final long MOST_BYTES = 256;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void check_allocatesNoMoreThanItsAnswer_howeverManyTenantsThereAre() {
        RateLimiter limiter = InProcessRateLimiter.of(
                Limits.of(new Limit(100, Duration.ofSeconds(1)), new Limit(6000, Duration.ofMinutes(1))));
        Credential credential = Requests.credential();
        Tenant[] tenants = new Tenant[1000];
        for (int i = 0; i < tenants.length; i++) {
            tenants[i] = Tenant.first("org_" + i);
            limiter.spend(Environment.LIVE, tenants[i], credential, 1);
        }
        allocated(limiter, tenants, credential);
        long bytes = allocated(limiter, tenants, credential);

        assertThat(bytes / CALLS).isLessThanOrEqualTo(MOST_BYTES);
    }

    private long allocated(RateLimiter limiter, Tenant[] tenants, Credential credential) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            limiter.spend(Environment.LIVE, tenants[i % tenants.length], credential, 1);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
