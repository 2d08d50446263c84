package io.keystile.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Finds names that one slip of a finger makes of each other: a character more, less or another, two neighbours swapped,
 * or letter case. Names that differ in digits (v1, v2) are no slips, nor are very short ones.
 */
final class SimilarNames {
    private static final int MIN_LENGTH = 4;

    private SimilarNames() {}

    /** Tells each pair once, in the order of the names. */
    static void among(Iterable<String> names, BiConsumer<String, String> pair) {
        // names one edit apart share a form that lacks one character, or one is such a form of the other
        Map<String, List<String>> byForm = new HashMap<>();
        for (String name : names) {
            if (name.length() < MIN_LENGTH) {
                continue;
            }
            String lower = name.toLowerCase(Locale.ROOT);
            Set<String> told = new HashSet<>();
            Set<String> forms = new HashSet<>();
            forms.add(lower);
            for (int i = 0; i < lower.length(); i++) {
                forms.add(lower.substring(0, i) + lower.substring(i + 1));
            }
            for (String form : forms.stream().sorted().toList()) {
                List<String> sharing = byForm.computeIfAbsent(form, first -> new ArrayList<>());
                for (String other : sharing) {
                    if (isSlip(other.toLowerCase(Locale.ROOT), lower) && told.add(other)) {
                        pair.accept(other, name);
                    }
                }
                sharing.add(name);
            }
        }
    }

    /** Whether at most one edit makes one of the other, and no digit is part of it. */
    static boolean isSlip(String one, String other) {
        int start = 0;
        int shorter = Math.min(one.length(), other.length());
        while (start < shorter && one.charAt(start) == other.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
            end++;
        }
        String first = one.substring(start, one.length() - end);
        String second = other.substring(start, other.length() - end);
        if (hasDigit(first) || hasDigit(second)) {
            return false;
        }
        boolean swapped = first.length() == 2
                && second.length() == 2
                && first.charAt(0) == second.charAt(1)
                && first.charAt(1) == second.charAt(0);
        return (first.length() <= 1 && second.length() <= 1) || swapped;
    }

    private static boolean hasDigit(String text) {
        return text.chars().anyMatch(c -> c >= '0' && c <= '9');
    }
}
