package io.keystile.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.credential.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopeNumbersTest {
    private static final int SCOPES = 80;

    private final List<String> scopes = new ArrayList<>();
    private final ScopeNumbers numbers;

    ScopeNumbersTest() {
        for (int i = 0; i < SCOPES; i++) {
            scopes.add("scope:" + i);
        }
        numbers = new ScopeNumbers(scopes);
    }

    @Test
    void numbers_neverGrantWhatNamesRefuse() {
        Random random = new Random(11);
        Set<String> first63 = Set.copyOf(scopes.subList(0, 63));
        for (int i = 0; i < 20_000; i++) {
            Access access = random.nextInt(20) == 0 ? Access.full() : Access.only(some(random));
            Need need = random.nextInt(20) == 0
                    ? Need.fullAccess()
                    : Need.allOf(some(random).toArray(new String[0]));
            Need numbered = need.in(numbers);

            assertThat(numbered).isEqualTo(need);
            if (numbered.isMetBy(numbers.of(access))) {
                assertThat(need.isMetBy(access)).as("%s by %s", need, access).isTrue();
            }
            boolean allNumbered = first63.containsAll(need.scopes());
            if (allNumbered && need.isMetBy(access)) {
                assertThat(numbered.isMetBy(numbers.of(access))).isTrue();
            }
        }
    }

    @Test
    void needThatWasNotNumbered_isMetByFullAccessAlone() {
        Need need = Need.scope("scope:1");

        assertThat(need.isMetBy(numbers.of(Access.only("scope:1")))).isFalse();
        assertThat(need.isMetBy(numbers.of(Access.full()))).isTrue();
        assertThat(Need.nothing().isMetBy(0)).isTrue();
        assertThat(Need.fullAccess().isMetBy(numbers.of(Access.only(scopes)))).isFalse();
    }

    private List<String> some(Random random) {
        List<String> some = new ArrayList<>();
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            some.add(random.nextInt(30) == 0 ? "of-no-rule" : scopes.get(random.nextInt(SCOPES)));
        }
        return some;
    }
}
