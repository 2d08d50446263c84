package io.keystile.testkit.cases;

import io.keystile.key.KeyHash;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fills in {@code <KEY>}, {@code <UPPER:…>} and {@code <KEY minus its last character>}, innermost first. What stands in
 * angle brackets and starts otherwise is text.
 */
final class Placeholders {
    private static final Pattern INNERMOST = Pattern.compile("<([A-Z][A-Z0-9_]*)(?:(:)([^<>]*)| ([^<>]+))?>");

    private final Values values;

    Placeholders(Values values) {
        this.values = values;
    }

    /** What names stand for. */
    @FunctionalInterface
    interface Values {
        /** What a name stands for; throws {@link IllegalArgumentException} for one that it doesn't know. */
        String value(String name);

        /** What a name stands for with these words behind it; null: they change its value, letter by letter. */
        default @Nullable String value(String name, String words) {
            return null;
        }
    }

    /** @throws IllegalArgumentException for a name, function or phrase that is not known */
    String expand(String text) {
        String expanded = text;
        Matcher next = INNERMOST.matcher(expanded);
        while (next.find()) {
            expanded = expanded.substring(0, next.start()) + value(next) + expanded.substring(next.end());
            next = INNERMOST.matcher(expanded);
        }
        return Cells.repeated(expanded);
    }

    private String value(Matcher found) {
        String name = found.group(1);
        if (found.group(2) != null) {
            return function(name, found.group(3));
        }
        String words = found.group(4);
        String special = words == null ? null : values.value(name, words);
        if (special != null) {
            return special;
        }
        String value = values.value(name);
        return words == null ? value : Phrases.apply(value, words);
    }

    private static String function(String name, String argument) {
        byte[] bytes = argument.getBytes(StandardCharsets.UTF_8);
        return switch (name) {
            case "B64" -> Base64.getEncoder().encodeToString(bytes);
            case "PCT" -> percentEncoded(bytes);
            case "UPPER" -> argument.toUpperCase(Locale.ROOT);
            case "LOWER" -> argument.toLowerCase(Locale.ROOT);
            case "SHA256HEX" -> KeyHash.of(argument).toHex();
            default -> throw new IllegalArgumentException("unknown function <" + name + ":…>");
        };
    }

    private static String percentEncoded(byte[] bytes) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : bytes) {
            encoded.append("%%%02X".formatted(b & 0xFF));
        }
        return encoded.toString();
    }
}
