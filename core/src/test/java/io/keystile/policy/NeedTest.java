package io.keystile.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeedTest {
    @Test
    void scopes_areSortedAndWithoutRepeats() {
        assertThat(Need.allOf("b", "a", "b").scopes()).containsExactly("a", "b");
        assertThat(Need.allOf("b", "a")).isEqualTo(Need.allOf("a", "b"));
        assertThat(Need.allOf()).isSameAs(Need.nothing());
    }

    @Test
    void fullAccess_isNeverDilutedByAddition() {
        assertThat(Need.fullAccess().and(Need.scope("a"))).isEqualTo(Need.fullAccess());
        assertThat(Need.nothing().and(Need.fullAccess())).isEqualTo(Need.fullAccess());
        assertThat(Need.scope("a").and(Need.scope("b"))).isEqualTo(Need.allOf("a", "b"));
        assertThat(Need.fullAccess()).isNotEqualTo(Need.nothing());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "a b", "a,b", "a\"", "a\\", "é", "a\n", "\u007f"})
    void whatIsNoScopeToken_isRefused(String scope) {
        assertThatIllegalArgumentException().isThrownBy(() -> Need.scope(scope));
    }

    @Test
    void scopeLength_isBounded() {
        assertThat(Need.scope("a".repeat(64)).scopes()).hasSize(1);
        assertThatIllegalArgumentException().isThrownBy(() -> Need.scope("a".repeat(65)));
    }

    @Test
    void equalNeeds_hashAlikeAndOthersDifferently() {
        assertThat(Need.allOf("a", "b")).hasSameHashCodeAs(Need.allOf("b", "a"));
        assertThat(Need.scope("a").hashCode()).isNotEqualTo(Need.scope("b").hashCode());
        assertThat(Need.fullAccess().hashCode()).isNotEqualTo(Need.nothing().hashCode());
    }
}
