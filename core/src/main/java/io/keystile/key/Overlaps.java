package io.keystile.key;

import java.util.ArrayList;
import java.util.List;

/** Finds texts that could be read in two ways, without trying any. */
final class Overlaps {
    /** RFC 7515 §3.1: two parts are Base64 of JSON objects, so they start alike. Longer ones are longer than any key. */
    private static final KeyPattern JWT = jwt();

    private static final int LONGEST_PART = 1024;

    private final List<Known> known = new ArrayList<>();

    private record Known(String name, KeyPattern pattern) {}

    Overlaps(List<KeyFormat> formats) {
        known.add(new Known("JWTs", JWT));
        formats.forEach(format -> format.patterns()
                .forEach(pattern -> known.add(new Known("keys of prefix " + format.prefix(), pattern))));
    }

    void check(List<ImportedFormat> imported) {
        for (ImportedFormat format : imported) {
            for (Known other : known) {
                if (other.name().equals(format.name())) {
                    throw new IllegalArgumentException(
                            "imported formats: \"%s\" given twice, must be different".formatted(format.name()));
                }
                if (other.pattern().overlaps(format.pattern())) {
                    throw new IllegalArgumentException(
                            ("imported format %s: could not be told from %s; make its pattern"
                                            + " narrower, by what all its keys have in common")
                                    .formatted(format.name(), other.name()));
                }
            }
            known.add(new Known(format.name(), format.pattern()));
        }
    }

    private static KeyPattern jwt() {
        KeyPattern.Run part = new KeyPattern.Run(AsciiSet.of(ImportedFormat.BASE64URL), 1, LONGEST_PART);
        List<KeyPattern.Run> runs = new ArrayList<>(KeyPattern.literal("eyJ"));
        runs.add(part);
        runs.addAll(KeyPattern.literal(".eyJ"));
        runs.add(part);
        runs.addAll(KeyPattern.literal("."));
        runs.add(part);
        return KeyPattern.of(runs);
    }
}
