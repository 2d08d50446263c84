package io.keystile.jaxrs;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A URI template of {@code @Path} (Jakarta REST 3.1 §3.4), in the grammar of the policy's rules. */
final class PathTemplate {
    /** What can't match a slash: no class of characters that is described by what it leaves out, and no dot. */
    private static final Pattern ONE_SEGMENT =
            Pattern.compile("(?:[A-Za-z0-9_\\[\\]{},+*?|()]|\\\\[dw]|(?<=[A-Za-z0-9_\\[}])-)*");

    private PathTemplate() {}

    /** The parts one below the other, with single slashes between them; the root is {@code /}. */
    static String joined(String... parts) {
        StringBuilder path = new StringBuilder();
        for (String part : parts) {
            int from = part.startsWith("/") ? 1 : 0;
            int to = part.endsWith("/") && part.length() > from ? part.length() - 1 : part.length();
            if (from < to) {
                path.append('/').append(part, from, to);
            }
        }
        return path.isEmpty() ? "/" : path.toString();
    }

    /**
     * Where requests lie that the template matches: a segment that isn't all literal stands for any, and one that may span
     * several ends the path there, for it and all deeper ones.
     *
     * @param locator whether it is matched by deeper paths too
     */
    static String handler(String template, boolean locator) {
        StringBuilder path = new StringBuilder();
        for (String segment : segments(template)) {
            int variable = segment.indexOf('{');
            if (variable < 0) {
                path.append('/').append(decoded(segment));
            } else if (staysInOneSegment(segment)) {
                path.append("/{any}");
            } else {
                return path.isEmpty() ? "/" : path.toString();
            }
        }
        String all = path.isEmpty() ? "/" : path.toString();
        return locator ? all : all + "$";
    }

    /** Splits at slashes outside braces. */
    private static List<String> segments(String template) {
        List<String> segments = new ArrayList<>();
        int depth = 0;
        int from = 1;
        for (int i = 1; i <= template.length(); i++) {
            char c = i == template.length() ? '/' : template.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}') {
                depth--;
            } else if (c == '/' && depth <= 0) {
                if (i > from) {
                    segments.add(template.substring(from, i));
                }
                from = i + 1;
            }
        }
        return segments;
    }

    /** Whether all its variables do, those with an expression of their own included. */
    private static boolean staysInOneSegment(String segment) {
        int depth = 0;
        int from = 0;
        for (int i = 0; i < segment.length(); i++) {
            if (segment.charAt(i) == '{' && depth++ == 0) {
                from = i + 1;
            } else if (segment.charAt(i) == '}' && --depth == 0) {
                String variable = segment.substring(from, i);
                int colon = variable.indexOf(':');
                if (colon >= 0
                        && !ONE_SEGMENT
                                .matcher(variable.substring(colon + 1).strip())
                                .matches()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A path as a request would have it. */
    static String encoded(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no path: " + path, e);
        }
    }

    private static String decoded(String literal) {
        return literal.indexOf('%') < 0
                ? literal
                : URI.create("/" + literal).getPath().substring(1);
    }
}
