package io.keystile.examples.common;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations on the command line: {@code 500ms}, {@code 1s}, {@code 5m}, {@code 24h}, {@code 30d}. */
public final class DurationFlag {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    private DurationFlag() {}

    /** What the flag's value says. */
    public static Duration parse(String flag, String value) {
        Matcher parts = FORM.matcher(value);
        if (!parts.matches()) {
            throw new FlagException(flag, "must be a number with ms, s, m, h or d, such as 500ms");
        }
        long amount = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** What {@code setting} makes; a value that it refuses is the flag's. */
    public static <T> T checked(String flag, Supplier<T> setting) {
        try {
            return setting.get();
        } catch (IllegalArgumentException e) {
            throw new FlagException(flag, e.getMessage());
        }
    }
}
