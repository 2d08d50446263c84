package io.keystile.servlet;

/**
 * The URL pattern of a servlet's or filter's mapping (Servlet 6.0 §12.2).
 *
 * @param text as registered
 */
record UrlPattern(String text) {
    /** Whether it takes whatever no other mapping does, or files by their extension: paths that can't be listed. */
    boolean isCatchAll() {
        return text.equals("/") || text.equals("/*") || text.startsWith("*.");
    }

    /** Where its requests lie, in the grammar of the policy's rules. */
    String handler() {
        if (isCatchAll()) {
            return "/";
        }
        if (text.isEmpty()) {
            return "/$";
        }
        if (text.endsWith("/*")) {
            return text.substring(0, text.length() - 2);
        }
        // A request's trailing slash is judged in both readings.
        return (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + "$";
    }

    /** Whether a servlet mapped so takes whatever of {@code other} no other servlet does. */
    boolean takesAll(UrlPattern other) {
        return text.equals("/") || covers(other);
    }

    /** Whether a filter mapped so sees all that {@code other} takes. */
    boolean covers(UrlPattern other) {
        if (text.equals("/*") || text.equals(other.text)) {
            return true;
        }
        if (!text.endsWith("/*")) {
            return false;
        }
        String root = text.substring(0, text.length() - 2);
        return !other.isCatchAll() && (other.text.equals(root) || other.text.startsWith(root + "/"));
    }
}
