package io.keystile.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Patterns over two letters, small enough to try every text. */
class KeyPatternTest {
    private static final int LONGEST = 8;
    private static final List<String> TEXTS = texts();
    private static final List<String> SETS = List.of("a", "b", "ab");

    private final Random random = new Random(20260301);

    private record Sample(KeyPattern pattern, Pattern regex) {}

    @Test
    void randomPatterns_matchWhatTheirRegexDoes() {
        for (int i = 0; i < 500; i++) {
            Sample sample = sample();
            for (String text : TEXTS) {
                assertThat(sample.pattern().matches(text))
                        .as("%s of %s", text, sample.regex())
                        .isEqualTo(sample.regex().matcher(text).matches());
            }
        }
    }

    @Test
    void randomPatterns_overlapIfSomeTextIsOfBoth() {
        int overlapping = 0;
        for (int i = 0; i < 3_000; i++) {
            Sample one = sample();
            Sample other = sample();
            boolean both = TEXTS.stream()
                    .anyMatch(text ->
                            one.pattern().matches(text) && other.pattern().matches(text));

            assertThat(one.pattern().overlaps(other.pattern()))
                    .as("%s and %s", one.regex(), other.regex())
                    .isEqualTo(both);
            overlapping += both ? 1 : 0;
        }
        assertThat(overlapping).isBetween(300, 2_700);
    }

    /** One without an ambiguous run, of at most {@link #LONGEST} characters. */
    private Sample sample() {
        while (true) {
            List<KeyPattern.Run> runs = new ArrayList<>();
            StringBuilder regex = new StringBuilder();
            for (int i = random.nextInt(4); i >= 0; i--) {
                String set = SETS.get(random.nextInt(SETS.size()));
                int min = 1 + random.nextInt(3);
                int max = min + random.nextInt(3);
                runs.add(new KeyPattern.Run(AsciiSet.of(set), min, max));
                regex.append('[').append(set).append("]{%d,%d}".formatted(min, max));
            }
            KeyPattern pattern = KeyPattern.of(runs);
            if (pattern.ambiguousRun() < 0 && pattern.maxLength() <= LONGEST) {
                return new Sample(pattern, Pattern.compile(regex.toString()));
            }
        }
    }

    private static List<String> texts() {
        List<String> texts = new ArrayList<>(List.of(""));
        for (int i = 0; texts.get(i).length() < LONGEST; i++) {
            texts.add(texts.get(i) + 'a');
            texts.add(texts.get(i) + 'b');
        }
        return texts;
    }
}
