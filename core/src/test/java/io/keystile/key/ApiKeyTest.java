package io.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ApiKeyTest {
    private static final KeyFormat LENIENT = KeySamples.DD.acceptingLegacy(16);

    @Test
    void canonicalKey_hintsAtItsEnvironmentAndLastFour() {
        assertThat(key(KeySamples.GOLDEN_LIVE).hint()).isEqualTo("dd_live_…QQU0");
        assertThat(key(KeySamples.GOLDEN_SANDBOX).hint()).isEqualTo("dd_test_…jSuP");
    }

    @Test
    void legacyKey_hintsAtItsPrefixAndLastFour() {
        assertThat(key("dd_0123456789abcdef").hint()).isEqualTo("dd_…cdef");
    }

    @Test
    void toString_isTheHintAlone() {
        ApiKey canary = key(KeySamples.GOLDEN_LIVE);

        assertThat(canary).hasToString("ApiKey[dd_live_…QQU0]");
        assertThat(String.valueOf(canary)).doesNotContain("vkho", "UybSQD2HQQU0", "HQQU0");
        assertThat("%s %s".formatted(canary, List.of(canary))).doesNotContain(KeySamples.GOLDEN_LIVE);
    }

    @Test
    void reveal_isTheWholeKey() {
        assertThat(key(KeySamples.GOLDEN_LIVE).reveal()).isEqualTo(KeySamples.GOLDEN_LIVE);
    }

    @Test
    void sameText_isTheSameKey() {
        ApiKey key = key(KeySamples.GOLDEN_LIVE);
        ApiKey same = key(String.valueOf(KeySamples.GOLDEN_LIVE.toCharArray()));

        assertThat(key).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(key).isNotEqualTo(key(KeySamples.GOLDEN_SANDBOX));
        assertThat(key).isNotEqualTo(key("dd_0123456789abcdef"));
        assertThat((Object) key).isNotEqualTo(KeySamples.GOLDEN_LIVE).isNotEqualTo(null);
    }

    @Test
    void keysThatDifferInOneCharacter_areDifferent() {
        String text = "dd_0123456789abcdef";
        for (int at = 3; at < text.length(); at++) {
            ApiKey other = key(text.substring(0, at) + 'Z' + text.substring(at + 1));
            assertThat(key(text)).isNotEqualTo(other);
        }
    }

    @Test
    void hashCode_tellsNoMoreThanTheHint() {
        assertThat(key("dd_0123456789abcdef")).hasSameHashCodeAs(key("dd_ZZZZZZZZZZZZcdef"));
    }

    @Test
    void hashCodes_spreadKeysOverAMap() {
        KeyGenerator generator = KeySamples.generator(1);
        long different = IntStream.range(0, 1_000)
                .map(i -> generator.next(KeySamples.DD, Environment.LIVE).hashCode())
                .distinct()
                .count();

        assertThat(different).isGreaterThan(990);
    }

    @Test
    void apiKey_isNotSerializable() {
        assertThat(Serializable.class.isAssignableFrom(ApiKey.class)).isFalse();
    }

    private static ApiKey key(String text) {
        return Objects.requireNonNull(LENIENT.parse(text));
    }
}
