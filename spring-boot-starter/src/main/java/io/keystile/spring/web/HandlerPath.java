package io.keystile.spring.web;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the requests of a handler lie.
 *
 * @param rule in the grammar of the policy's rules
 */
record HandlerPath(String rule) {
    /** A segment that no rule names. */
    private static final String UNNAMED = "~keystile~unnamed~";

    /**
     * A pattern of Spring's: a segment that isn't all literal stands for any, and what may span several ends the path there,
     * for it and all deeper ones.
     *
     * @param servlet where the dispatcher servlet lies; empty for the root
     */
    static HandlerPath of(String servlet, String pattern) {
        StringBuilder path = new StringBuilder(servlet);
        for (String segment : segments(pattern)) {
            if (segment.contains("**") || segment.startsWith("{*")) {
                return new HandlerPath(path.isEmpty() ? "/" : path.toString());
            }
            boolean literal = segment.chars().noneMatch(c -> "{}*?".indexOf(c) >= 0);
            path.append('/').append(literal ? segment : "{any}");
        }
        return new HandlerPath((path.isEmpty() ? "/" : path) + "$");
    }

    /** Splits at slashes outside braces: an expression of a variable may have some. */
    private static List<String> segments(String pattern) {
        List<String> segments = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i <= pattern.length(); i++) {
            char c = i == pattern.length() ? '/' : pattern.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == '/' && (depth == 0 || i == pattern.length())) {
                if (i > from) {
                    segments.add(pattern.substring(from, i));
                }
                from = i + 1;
            }
        }
        return segments;
    }

    /** One of the paths, that of no rule's variable or literal where it can be chosen. */
    String sample() {
        boolean exact = rule.endsWith("$");
        String path = (exact ? rule.substring(0, rule.length() - 1) : rule).replace("{any}", UNNAMED);
        return exact ? path : (path.equals("/") ? "" : path) + "/" + UNNAMED;
    }
}
