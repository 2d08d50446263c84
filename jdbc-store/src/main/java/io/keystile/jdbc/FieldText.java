package io.keystile.jdbc;

import io.keystile.credential.Access;
import io.keystile.credential.Limit;
import io.keystile.net.AddressRanges;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of a record that stand in one column as text or number, both ways. */
final class FieldText {
    /** No scope's name holds it; an empty text is no access at all, and reads as none. */
    private static final String FULL = "*";

    private FieldText() {}

    static String write(Access access) {
        return access.isFull() ? FULL : String.join(",", access.scopes());
    }

    static Access access(String text) {
        return text.equals(FULL) ? Access.full() : Access.only(items(text));
    }

    static String write(AddressRanges ranges) {
        return String.join(",", ranges.entries());
    }

    static AddressRanges ranges(String text) {
        return text.isEmpty() ? AddressRanges.none() : AddressRanges.parse(items(text));
    }

    static String write(List<Limit> limits) {
        return limits.stream().map(l -> l.requests() + "/" + l.per()).collect(Collectors.joining(","));
    }

    static List<Limit> limits(String text) {
        return text.isEmpty()
                ? List.of()
                : items(text).stream().map(FieldText::limit).toList();
    }

    private static Limit limit(String text) {
        int slash = text.indexOf('/');
        return new Limit(Long.parseLong(text.substring(0, slash)), Duration.parse(text.substring(slash + 1)));
    }

    /** Whether an id could look so. MariaDB finds one with blanks behind it all the same, and stumbles over other alphabets. */
    static boolean canBeId(String text) {
        return text.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    static @Nullable Long write(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static List<String> items(String text) {
        return Arrays.asList(text.split(",", -1));
    }
}
