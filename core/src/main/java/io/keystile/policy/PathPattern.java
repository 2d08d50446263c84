package io.keystile.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The path of a rule: literal segments, written decoded, and {@code {variables}} that stand for exactly one segment
 * each. It covers its path and the deeper ones, by whole segments and case-sensitively; with {@code $} at its end that
 * path alone.
 *
 * @param segments a literal, or null for a variable; none for the root
 * @param exact whether it covers its path alone
 */
record PathPattern(List<@Nullable String> segments, boolean exact) {
    static final int MAX_SEGMENTS = 64;

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    static PathPattern parse(String text) {
        require(text.startsWith("/"), "a path starts with '/'");
        boolean exact = text.endsWith("$");
        String path = exact ? text.substring(0, text.length() - 1) : text;
        List<@Nullable String> segments = new ArrayList<>();
        if (!path.equals("/")) {
            require(
                    !path.endsWith("/"),
                    "a path ends without '/': a request's trailing slash is judged in both readings");
            int from = 1;
            while (from <= path.length()) {
                int slash = path.indexOf('/', from);
                int to = slash < 0 ? path.length() : slash;
                segments.add(segment(path.substring(from, to), to == path.length()));
                from = to + 1;
            }
        }
        require(segments.size() <= MAX_SEGMENTS, "a path has at most " + MAX_SEGMENTS + " segments");
        return new PathPattern(Collections.unmodifiableList(segments), exact);
    }

    private static @Nullable String segment(String segment, boolean last) {
        require(!segment.isEmpty(), "a path has no empty segments");
        require(!segment.equals(".") && !segment.equals(".."), "a path has no dot segments");
        require(
                segment.indexOf('*') < 0,
                "'*' is no wildcard here: a path covers every deeper one by itself ('$' at its end: that path alone),"
                        + " and {name} stands for one segment");
        if (segment.startsWith("{") && segment.endsWith("}")) {
            require(isName(segment), "a variable is a whole segment, {name}, of letters, digits, '_' and '-'");
            return null;
        }
        require(segment.indexOf('{') < 0 && segment.indexOf('}') < 0, "a variable is a whole segment: {name}");
        require(last || !segment.endsWith("$"), "'$' stands at the end of a path, where it means that path alone");
        for (int i = 0; i < segment.length(); i++) {
            requireDecoded(segment, i);
        }
        return segment;
    }

    /** What a canonical target can never hold would make a rule that never applies. */
    private static void requireDecoded(String segment, int at) {
        char c = segment.charAt(at);
        require(c != '%', "a path is written decoded, without '%'");
        require(c != '?' && c != '#', "a path has neither query nor fragment");
        require(c != ';' && c != '\\', "a path with ';' or '\\' is refused in every request");
        require(!Character.isISOControl(c), "a path has no control characters");
        boolean paired = !Character.isSurrogate(c)
                || (Character.isHighSurrogate(c)
                        ? at + 1 < segment.length() && Character.isLowSurrogate(segment.charAt(at + 1))
                        : at > 0 && Character.isHighSurrogate(segment.charAt(at - 1)));
        require(paired, "a path has no lone surrogates");
    }

    private static boolean isName(String variable) {
        for (int i = 1; i < variable.length() - 1; i++) {
            char c = variable.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && !(c >= '0' && c <= '9') && c != '_' && c != '-') {
                return false;
            }
        }
        return variable.length() > 2;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
