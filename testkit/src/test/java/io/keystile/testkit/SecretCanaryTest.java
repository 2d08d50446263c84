package io.keystile.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.key.ApiKey;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.key.KeyGenerator;
import io.keystile.key.KeyHash;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

class SecretCanaryTest {
    private static final ApiKey KEY = new KeyGenerator().next(KeyFormat.withPrefix("dd"), Environment.LIVE);

    private final SecretCanary canary = SecretCanary.create();

    static Stream<Object> leaks() {
        String raw = KEY.reveal();
        KeyHash hash = KeyHash.of(KEY);
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                raw,
                "before " + raw + " after",
                raw.substring(raw.lastIndexOf('_') + 1),
                hash.toHex(),
                hash.toHex().toUpperCase(Locale.ROOT),
                Base64.getEncoder().encodeToString(bytes),
                Base64.getEncoder().encodeToString(hash.toBytes()),
                bytes,
                List.of(Map.of("key", raw)),
                new IllegalStateException("no key " + raw),
                new IllegalStateException("outer", new IllegalStateException(raw)));
    }

    @ParameterizedTest
    @MethodSource("leaks")
    void secretInside_fails_withoutRepeatingIt(Object leak) {
        canary.plant(KEY);

        assertThatThrownBy(() -> canary.check("a row", leak))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a row")
                .hasMessageContaining(KEY.hint())
                .message()
                .doesNotContain(KEY.reveal());
    }

    @Test
    void hintAndShortHash_areNoSecrets() {
        canary.plant(KEY);

        assertThatCode(() -> canary.check("a line", KEY + " " + KeyHash.of(KEY) + " " + KEY.hint()))
                .doesNotThrowAnyException();
        assertThatCode(() -> canary.check("nothing", null)).doesNotThrowAnyException();
    }

    @Test
    void logLineAtTrace_failsAfterTheTest() {
        canary.plant(KEY);
        canary.startListening();
        LoggerFactory.getLogger("io.keystile.leak").trace("key {}", KEY.reveal());

        assertThatThrownBy(canary::stopListening).isInstanceOf(AssertionError.class);
    }

    @Test
    void quietTest_passes() {
        canary.plant(KEY);
        canary.startListening();
        LoggerFactory.getLogger("io.keystile.leak").trace("key {}", KEY);

        assertThatCode(canary::stopListening).doesNotThrowAnyException();
        assertThat(canary.plant(KEY)).isSameAs(KEY);
    }
}
