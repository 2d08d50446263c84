package io.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportedRedactionTest {
    private final KeyRedactor redactor =
            KeyRedactor.of(KeyFormats.of(KeySamples.DD).importing(ImportedSamples.SLOW, ImportedSamples.FAST));

    @ParameterizedTest
    @CsvSource({
        "old_Ab3dEf7h.0123456789abcdefghijklmnopqrstuv, old_…stuv",
        "/x/old_Ab3dEf7h.0123456789abcdefghijklmnopqrstuv/y, /x/old_…stuv/y",
        "gold_Ab3dEf7h.0123456789abcdefghijklmnopqrstuv, gold_…stuv",
        "old_Ab3dEf7h%2E0123456789abcdefghijklmnopqrstuv, old_…stuv",
        "old_Ab3dEf7h, old_…",
        "old_Ab3dEf7h.01 old_Ab3dEf7h.02, old_… old_…",
        "old_old_Ab3dEf7h.0123456789abcdefghijklmnopqrstuv, old_…stuv",
        "old_fish and old_, old_fish and old_"
    })
    void keyWithABeginning_leavesFourCharactersAtMost(String text, String clean) {
        assertThat(redactor.redact(text)).isEqualTo(clean);
        assertThat(redactor.redact(clean)).isEqualTo(clean);
    }

    @Test
    void keyWithoutABeginning_isNotToldFromOtherIds() {
        String id = "0a".repeat(20);

        assertThat(redactor.redact(id)).isSameAs(id);
    }

    @Test
    void ownKeys_areStillTakenOut() {
        assertThat(redactor.redact("old_Ab3dEf7h.0123456789abcdef " + KeySamples.GOLDEN_LIVE))
                .startsWith("old_…cdef dd_live_…")
                .doesNotContain(KeySamples.GOLDEN_LIVE);
    }
}
