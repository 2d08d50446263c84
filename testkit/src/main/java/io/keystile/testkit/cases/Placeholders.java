package io.keystile.testkit.cases;

import io.keystile.key.KeyHash;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in {@code <KEY>}, {@code <UPPER:…>} and {@code <KEY minus its last character>}, innermost first. What stands in
 * angle brackets and starts otherwise is text.
 */
final class Placeholders {
    private static final Pattern INNERMOST = Pattern.compile("<([A-Z][A-Z0-9_]*)(?:(:)([^<>]*)| ([^<>]+))?>");

    private final UnaryOperator<String> values;

    /** @param values the value of a name; throws for one that it doesn't know */
    Placeholders(UnaryOperator<String> values) {
        this.values = values;
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
        String value = values.apply(name);
        return found.group(4) == null ? value : Phrases.apply(value, found.group(4));
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
