package io.keystile.ratelimit;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.keystile.authn.RateLimiter;
import io.keystile.credential.Limit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That the contract of several nodes sees it when either side of the promise is broken. */
class NodesContractTest {
    private static final Limit LIMIT = new Limit(200, Duration.ofMillis(500));

    private final NodesContract contract = new NodesContract(LIMIT, Duration.ofMillis(700));

    private static RateLimiter of(Limit limit) {
        return InProcessRateLimiter.of(Limits.of(limit));
    }

    @Test
    void nodesThatShareTheirCount_hold() throws Exception {
        RateLimiter shared = of(LIMIT);
        contract.holds(List.of(shared, shared, shared), 0);
    }

    @Test
    void nodesThatCountEachForThemselves_letOnTooMuch() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> contract.holds(List.of(of(LIMIT), of(LIMIT), of(LIMIT)), 0))
                .withMessageContaining("were let on in");
    }

    @Test
    void nodesThatRefuseBelowTheLimit_areSeen() {
        RateLimiter tight = of(new Limit(180, LIMIT.per()));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> contract.holds(List.of(tight, tight, tight), 0))
                .withMessageContaining("before refusal");
    }
}
