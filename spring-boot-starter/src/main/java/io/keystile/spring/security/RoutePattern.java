package io.keystile.spring.security;

import java.util.List;

/** Patterns of Spring's and paths of the policy, each as the other side would have them. */
final class RoutePattern {
    /** A segment that no rule names. */
    private static final String UNNAMED = "~keystile~unnamed~";

    private RoutePattern() {}

    /** Where the requests lie that a pattern takes, in the grammar of the policy's rules. */
    static String handler(String pattern) {
        StringBuilder path = new StringBuilder();
        int from = 1;
        while (from <= pattern.length()) {
            int slash = pattern.indexOf('/', from);
            int to = slash < 0 ? pattern.length() : slash;
            String segment = pattern.substring(Math.min(from, to), to);
            if (segment.contains("**") || segment.startsWith("{*")) {
                return path.isEmpty() ? "/" : path.toString();
            }
            if (!segment.isEmpty()) {
                boolean literal = segment.chars().noneMatch(c -> "{}*?".indexOf(c) >= 0);
                path.append('/').append(literal ? segment : "{any}");
            }
            from = to + 1;
        }
        return (path.isEmpty() ? "/" : path) + "$";
    }

    /** Paths that a rule or guarded root is for. */
    static List<String> samples(String path) {
        boolean exact = path.endsWith("$");
        String sample = (exact ? path.substring(0, path.length() - 1) : path).replaceAll("\\{[^/]*}", UNNAMED);
        String root = sample.equals("/") ? "" : sample;
        return exact ? List.of(sample) : List.of(sample, root + "/" + UNNAMED, root + "/" + UNNAMED + "/" + UNNAMED);
    }
}
