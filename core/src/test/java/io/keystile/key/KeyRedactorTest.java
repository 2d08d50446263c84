package io.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.CharBuffer;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRedactorTest {
    private static final String KEY = KeySamples.GOLDEN_LIVE;
    private static final String HINT = "dd_live_…QQU0";

    private final KeyRedactor redactor = KeyRedactor.of(KeyFormats.of(KeySamples.DD));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "key %s.",
                "{\"key\":\"%s\"}",
                "{\\\"key\\\":\\\"%s\\\"}",
                "GET /x?key=%s&y=1",
                "x%%3D%s%%26y",
                "%%22%s%%22",
                "X-API-Key: %s\r\n",
                "a\\n%s\\n",
                "k\\u003d%s",
                "key_%s",
                "thekey%s",
                "1%s",
                "[%s, %s]",
                "%s,%s",
                "<%s>",
                "é%sé",
                "https://%s@host/",
                "cred=%s;",
                "'%s'",
                "\0%s\0"
            })
    void keyInAnySurroundings_leavesItsHint(String template) {
        assertThat(redactor.redact(template.formatted(KEY, KEY))).isEqualTo(template.formatted(HINT, HINT));
    }

    @ParameterizedTest
    @CsvSource({
        "dd_live_12345678, dd_live_…5678",
        "dd_live_1234567, dd_…",
        "dd_live_abc, dd_…",
        "dd_live_ab, dd_live_ab",
        "dd_12345678, dd_…",
        "dd_1234567, dd_1234567",
        "dd_123456789012, dd_…",
        "dd_1234567890123, dd_…0123",
        "dd_live_dd_live_dd_live_, dd_live_…ive_",
        "dd_____________________, dd_…____",
        "dd_, dd_",
        "_, _",
        "ddd_12345678, ddd_12345678",
        "d_d_12345678, d_d_12345678",
    })
    void attempt_isHiddenByItsLength(String text, String expected) {
        assertThat(redactor.redact(text)).isEqualTo(expected);
    }

    @Test
    void upperCasedKey_isHiddenToo() {
        assertThat(redactor.redact("K=" + KEY.toUpperCase(Locale.ROOT))).isEqualTo("K=DD_LIVE_…QQU0");
    }

    @Test
    void keysWrittenTogether_leaveOneHint() {
        assertThat(redactor.redact(KEY + KEY)).isEqualTo(HINT);
        assertThat(redactor.redact(KEY + "_" + KeySamples.GOLDEN_SANDBOX)).isEqualTo("dd_live_…jSuP");
    }

    @Test
    void wordsThatEndLikeThePrefix_stay() {
        String log = "add_customer_to_batch odd_numbers_only DD_AGENT_HOST";

        assertThat(redactor.redact(log)).isSameAs(log);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\n%s", "x\\n%s", "%%20%s", "x%%3D%s", "\\u003d%s", "x\\u003d%s", "\\\\n%s"})
    void shortAttemptBehindAnEscape_isHiddenAsAtAWordsStart(String template) {
        assertThat(redactor.redact(template.formatted("dd_mine_abc"))).isEqualTo(template.formatted("dd_…"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n%s", "\\na%s", "20%s", "%%203%s", "u003d%s", "\\n003d%s", "\\u003dd%s", "\\uu003d%s"})
    void wordBehindWhatIsNoEscape_stays(String template) {
        String text = template.formatted("dd_mine_abc");

        assertThat(redactor.redact(text)).isSameAs(text);
    }

    @Test
    void outermostLettersOfAPrefix_areFoundInEitherCase() {
        KeyRedactor az = KeyRedactor.of(KeyFormats.of(KeyFormat.withPrefix("az")));

        assertThat(az.redact("AZ_LIVE_0123456789")).isEqualTo("AZ_LIVE_…6789");
        assertThat(az.redact("aZ_live_0123456789")).isEqualTo("aZ_live_…6789");
    }

    @Test
    void legacySecretInsideAWord_isHidden() {
        assertThat(redactor.redact("keydd_0123456789abcdefXYZ")).isEqualTo("keydd_…fXYZ");
    }

    @Test
    void nothingFound_returnsTheSameInstance() {
        for (String text : new String[] {"", "no key here", "dd", "dd_short", "_".repeat(1_000), "éé_\uD800"}) {
            assertThat(redactor.redact(text)).isSameAs(text);
        }
        assertThat(redactor.redact(CharBuffer.wrap("plain"))).isEqualTo("plain");
        assertThat(redactor.redact(CharBuffer.wrap("<" + KEY))).isEqualTo("<" + HINT);
    }

    @Test
    void severalPrefixes_areAllFound() {
        KeyRedactor both = KeyRedactor.of(KeyFormats.of(KeySamples.DD, KeyFormat.withPrefix("add")));

        assertThat(both.redact("x=add_12345678 y=dd_12345678")).isEqualTo("x=add_… y=dd_…");
        assertThat(both.redact("add_" + "a".repeat(30))).isEqualTo("add_…aaaa");
    }

    @Test
    void prefixThatEndsLikeAnother_countsWhole() {
        KeyFormat add = KeyFormat.withPrefix("add");
        KeyRedactor shorterFirst = KeyRedactor.of(KeyFormats.of(KeySamples.DD, add));
        KeyRedactor longerFirst = KeyRedactor.of(KeyFormats.of(add, KeySamples.DD));

        // Sixteen characters with "add", fifteen with "dd".
        assertThat(shorterFirst.redact("add_live_1234567")).isEqualTo("add_live_…4567");
        assertThat(longerFirst.redact("add_live_1234567")).isEqualTo("add_live_…4567");
        assertThat(longerFirst.redact("dd_live_1234567")).isEqualTo("dd_…");
    }

    @Test
    void legacySecretWithPunctuation_isHiddenToItsEnd() {
        KeyFormat base64 =
                KeyFormat.withPrefix("mdt").acceptingLegacy(new LegacyForm(LegacyForm.ALPHANUMERIC + "+/=-", 16, 64));
        KeyRedactor lenient = KeyRedactor.of(KeyFormats.of(base64));

        assertThat(lenient.redact("\"mdt_abcd+efgh/ijkl-mnop==\"")).isEqualTo("\"mdt_…op==\"");
        assertThat(lenient.redact("k=mdt_ab%2Bcdefgh%2Fijklmnopqrst x")).isEqualTo("k=mdt_…qrst x");
    }

    @Test
    void redactedTwice_staysAsItIs() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            String text = noise(random);
            String once = redactor.redact(text);
            assertThat(redactor.redact(once)).isSameAs(once);
        }
    }

    @Test
    void keysInNoise_neverSurvive() {
        Random random = new Random(6);
        KeyGenerator generator = KeySamples.generator(6);
        for (int i = 0; i < 20_000; i++) {
            String key = generator.next(KeySamples.DD, Environment.LIVE).reveal();
            String secret = key.substring("dd_live_".length(), key.length() - 4);
            assertThat(redactor.redact(noise(random) + key + noise(random))).doesNotContain(secret);
        }
    }

    @Test
    void longTextOfAttempts_takesLinearTime() {
        // Quadratic work over two million characters would not end within this test's patience.
        String text = "dd_live_".repeat(250_000);

        assertThat(redactor.redact(text)).isEqualTo("dd_live_…ive_");
        assertThat(redactor.redact("add_x".repeat(400_000))).hasSize(2_000_000);
    }

    private static String noise(Random random) {
        String alphabet = "d_livetsDLIVE\\u%3 =…0";
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(30); length > 0; length--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
