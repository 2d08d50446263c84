package io.keystile.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    @Test
    void noScope_isRefusedAndNeverFull() {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> Access.only())
                .satisfies(e -> assertThat(e.field()).isEqualTo("scopes"))
                .withMessage("scopes must hold at least one scope");
        assertThatThrownBy(() -> Access.only(List.of())).isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> new Access.Only(Set.of())).isInstanceOf(InvalidFieldException.class);
    }

    @Test
    void setThatChangesLater_changesNothing() {
        Set<String> scopes = new HashSet<>(Set.of("a"));
        Access access = new Access.Only(scopes);
        scopes.clear();
        scopes.add("b");

        assertThat(access.scopes()).containsExactly("a");
        assertThatThrownBy(() -> access.scopes().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void scopes_areOrderedAndOnce() {
        assertThat(Access.only("b", "a", "b").scopes()).containsExactly("a", "b");
        assertThat(Access.only("b", "a")).isEqualTo(Access.only("a", "b"));
    }

    @Test
    void full_coversAll() {
        assertThat(Access.full().isFull()).isTrue();
        assertThat(Access.full().scopes()).isEmpty();
        assertThat(Access.full().covers("anything")).isTrue();
        assertThat(Access.full().covers(Access.full())).isTrue();
        assertThat(Access.full().covers(Access.only("a"))).isTrue();
        assertThat(Access.full()).hasToString("Full");
    }

    @Test
    void only_coversItsScopesAndNeverFull() {
        Access access = Access.only("a", "b");

        assertThat(access.isFull()).isFalse();
        assertThat(access.covers("a")).isTrue();
        assertThat(access.covers("A")).isFalse();
        assertThat(access.covers("a,b")).isFalse();
        assertThat(access.covers(Access.only("b"))).isTrue();
        assertThat(access.covers(access)).isTrue();
        assertThat(access.covers(Access.only("b", "c"))).isFalse();
        assertThat(access.covers(Access.full())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "*", "a*", "a,b", "a b", "a\"b", "a\\b", "ä", "a\u007f", "a\u0000"})
    void nameOutsideTheGrammar_isRefusedWithoutEcho(String name) {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> Access.only("zzz", name))
                .satisfies(e -> assertThat(e.field()).isEqualTo("scopes"))
                .withMessageNotContaining("zzz");
    }

    @Test
    void nameOf64Characters_isTheLongest() {
        String longest = "s".repeat(64);

        assertThat(Access.only(longest).covers(longest)).isTrue();
        assertThatThrownBy(() -> Access.only(longest + "s"))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("64")
                .hasMessageNotContaining("sss");
    }
}
