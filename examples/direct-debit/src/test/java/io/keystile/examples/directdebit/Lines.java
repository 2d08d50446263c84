package io.keystile.examples.directdebit;

import java.util.ArrayList;
import java.util.List;

/** Header lines: names and values by turns. */
final class Lines {
    private Lines() {}

    static String[] of(String[] session, String... more) {
        List<String> lines = new ArrayList<>(List.of(session));
        lines.addAll(List.of(more));
        return lines.toArray(new String[0]);
    }
}
