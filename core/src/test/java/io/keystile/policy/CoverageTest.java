package io.keystile.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoverageTest {
    private final AccessPolicy policy = AccessPolicy.builder()
            .guard("/api")
            .scope("/api/read", "read")
            .open("GET", "/health$")
            .scope("/shop/{id}/orders", "orders")
            .scope("/one/{id}$", "one")
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {"/api", "/api$", "/api/x y/ä", "/health$", "/shop/{x}/orders", "/shop/7/orders/8$", "/one/{id}$"
            })
    void handlerThatMeetsARuleOrRootEverywhere_isCovered(String handler) {
        assertThat(policy.coverage(handler).complete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/$", "/apix", "/health", "/shop", "/shop/{id}", "/one", "/one/{id}", "/one/{id}/x$"})
    void handlerThatMeetsNoneSomewhere_isNot(String handler) {
        assertThat(policy.coverage(handler).complete()).isFalse();
    }

    @Test
    void rulesThatSomeRequestMeets_areListed() {
        assertThat(policy.coverage("/").rules()).hasSize(4);
        assertThat(policy.coverage("/shop/7/x").rules()).isEmpty();
        assertThat(policy.coverage("/shop").rules()).extracting(Rule::path).containsExactly("/shop/{id}/orders");
        assertThat(policy.coverage("/health/deeper$").rules()).isEmpty();
        assertThat(policy.coverage("/api/read/1$").rules())
                .extracting(Rule::path)
                .containsExactly("/api/read");
        assertThat(policy.coverage("/api/read").guardedRoots()).containsExactly("/api");
    }

    @Test
    void rootsBesideTheHandler_areNotListed() {
        assertThat(policy.coverage("/health$").guardedRoots()).isEmpty();
        assertThat(policy.coverage("/shop").guardedRoots()).isEmpty();
    }

    @Test
    void holeBehindTheLongestRule_isSeen() {
        AccessPolicy.Builder exact = AccessPolicy.builder().open("/$");
        for (int length = 1; length <= PathPattern.MAX_SEGMENTS; length++) {
            exact.open("/{x}".repeat(length) + "$");
        }
        assertThat(exact.build().coverage("/").complete()).isFalse();
        assertThat(exact.open("/{x}".repeat(PathPattern.MAX_SEGMENTS))
                        .build()
                        .coverage("/")
                        .complete())
                .isTrue();
    }
}
