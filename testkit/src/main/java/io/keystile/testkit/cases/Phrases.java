package io.keystile.testkit.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What words make of a key: {@code minus its last two characters}, {@code with its first secret character changed}, {@code
 * in lower case}, and several of those in a row. Read generously; what can't be read is an error and never the key as it
 * is, which would let a row pass for nothing.
 */
final class Phrases {
    private static final String COUNT = "(?:(\\d+|one|two|three|four|five|six|eight|ten) )?";
    private static final String PLACE =
            "(?:its|the|one|a)(?: (first|second|third|last|middle|\\d+(?:st|nd|rd|th)))?(?: (secret|checksum))? ";
    private static final List<Step> STEPS = new ArrayList<>();

    private record Step(Pattern words, BiFunction<String, Matcher, String> change) {}

    static {
        step(
                "(?:minus|without|less) (?:its|the) (first|last)(?: (secret))? " + COUNT + "characters?",
                (v, m) -> Span.of(v, m.group(1), m.group(2), m.group(3)).removedFrom(v));
        step(
                "(?:cut|truncated|shortened) to (?:its first )?(\\d+) characters?",
                (v, m) -> v.substring(0, Math.min(v.length(), Integer.parseInt(m.group(1)))));
        step(
                "with " + PLACE + COUNT + "characters? (.+?)(?=,| and |$)",
                (v, m) -> Span.of(v, m.group(1), m.group(2), m.group(3)).changed(v, m.group(4)));
        step(
                "with (?:the )?(.+?) replaced (?:by|with) (.+?)(?=,| and |$)",
                (v, m) -> replaced(v, text(m.group(1)), text(m.group(2))));
        step("with (?:the )?(.+?) removed", (v, m) -> replaced(v, text(m.group(1)), ""));
        step("with (.+?) (?:appended|added|behind it|behind|at (?:the|its) end)", (v, m) -> v + text(m.group(1)));
        step(
                "with (.+?) (?:prepended|in front|before it|at (?:the|its) (?:start|beginning))",
                (v, m) -> text(m.group(1)) + v);
        step("with (.+?) in (?:the|its) middle", (v, m) -> Span.insertedInMiddle(v, text(m.group(1))));
        step("(?:plus|followed by|and then) (.+?)(?=, | and |$)", (v, m) -> v + text(m.group(1)));
        step("preceded by (.+?)(?=, | and |$)", (v, m) -> text(m.group(1)) + v);
        step("(?:in|as|with all) lower[- ]case|lower-?cased", (v, m) -> v.toLowerCase(Locale.ROOT));
        step("(?:in|as|with all) upper[- ]case|upper-?cased", (v, m) -> v.toUpperCase(Locale.ROOT));
        step(
                "with (?:its|the) case swapped|in swapped case|case swapped",
                (v, m) -> Span.all(v).swappedCase(v));
        step("reversed|backwards", (v, m) -> new StringBuilder(v).reverse().toString());
        step(
                "(?:twice|two times|doubled|repeated)(?:,? (?:joined|separated) (?:by|with) (.+))?",
                (v, m) -> v + (m.group(1) == null ? "" : text(m.group(1))) + v);
        step("(three|four|five|ten|\\d+) times", (v, m) -> v.repeat(Span.count(m.group(1))));
        step("in (?:double )?quotes|quoted", (v, m) -> '"' + v + '"');
        step("in single quotes", (v, m) -> "'" + v + "'");
        step("in (?:angle |square )?brackets", (v, m) -> m.group().contains("angle") ? "<" + v + ">" : "[" + v + "]");
        step("in (?:braces|curly brackets)", (v, m) -> "{" + v + "}");
        step("in parentheses", (v, m) -> "(" + v + ")");
    }

    private Phrases() {}

    private static void step(String pattern, BiFunction<String, Matcher, String> change) {
        STEPS.add(new Step(Pattern.compile(pattern), change));
    }

    /** @throws IllegalArgumentException for words that can't be read, or that leave the value as it is */
    static String apply(String value, String words) {
        String changed = value;
        String rest = words.strip();
        while (!rest.isEmpty()) {
            String before = changed;
            Step step = next(rest, words);
            Matcher found = step.words().matcher(rest);
            if (found.lookingAt()) {
                changed = step.change().apply(changed, found);
                rest = rest.substring(found.end())
                        .replaceFirst("^(?:,? and |,? then |, )", "")
                        .strip();
            }
            if (changed.equals(before)) {
                throw new IllegalArgumentException("'" + words + "' leaves the value as it is");
            }
        }
        return changed;
    }

    private static Step next(String rest, String words) {
        for (Step step : STEPS) {
            if (step.words().matcher(rest).lookingAt()) {
                return step;
            }
        }
        throw new IllegalArgumentException("unknown words in a placeholder: '" + words + "', from '" + rest
                + "' on; io.keystile.testkit.cases.Phrases has those that are known");
    }

    private static String replaced(String value, String old, String by) {
        return value.replace(old, by);
    }

    /** A literal as tables write it: quoted, a character by its name, or the word itself. */
    static String text(String words) {
        String name = words.replaceFirst("^(?:an?|one) ", "").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "blank", "space" -> " ";
            case "tab" -> "\t";
            case "newline", "line feed", "lf" -> "\n";
            case "carriage return", "cr" -> "\r";
            case "crlf" -> "\r\n";
            case "nul", "nul byte" -> "\0";
            case "comma" -> ",";
            case "semicolon" -> ";";
            case "colon" -> ":";
            case "dot", "full stop" -> ".";
            case "slash" -> "/";
            case "equals sign" -> "=";
            case "underscore" -> "_";
            case "hyphen" -> "-";
            case "digit" -> "7";
            case "letter", "character" -> "x";
            default -> unquoted(words);
        };
    }

    private static String unquoted(String words) {
        boolean quoted = words.length() >= 2
                && "\"'`".indexOf(words.charAt(0)) >= 0
                && words.charAt(0) == words.charAt(words.length() - 1);
        return quoted ? words.substring(1, words.length() - 1) : words;
    }
}
