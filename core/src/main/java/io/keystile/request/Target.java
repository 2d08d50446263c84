package io.keystile.request;

import org.jspecify.annotations.Nullable;

/**
 * The canonical target of a request: one path, relative to the application's context root and decoded once, that every
 * parser reads alike. A target that two parsers could read differently has no canonical form and is answered with 400.
 */
public final class Target {
    /** The longest raw target, in characters, that is read at all. */
    public static final int MAX_LENGTH = 8192;

    private static final byte REFUSED = 0;
    private static final byte PLAIN = 1;
    private static final byte SLASH = 2;
    private static final byte ESCAPE = 3;
    private static final byte QUESTION = 4;
    private static final byte[] CLASSES = classes();

    private final String raw;
    private final int queryStart;
    private final String text;
    private final int start;
    private final int end;

    private Target(String raw, int queryStart, String text, int start, int end) {
        this.raw = raw;
        this.queryStart = queryStart;
        this.text = text;
        this.start = start;
        this.end = end;
    }

    /**
     * Reads a request target (RFC 9112 §3.2, origin-form alone) as received, from its bytes and nothing else.
     *
     * @param rawTarget one character per byte
     * @param contextPath the application's context path, raw, as a servlet container reports it; empty for none
     * @return null if two parsers could read the target differently, or if it lies outside the context path
     */
    public static @Nullable Target parse(String rawTarget, String contextPath) {
        if (rawTarget.length() > MAX_LENGTH || rawTarget.isEmpty() || rawTarget.charAt(0) != '/') {
            return null;
        }
        int found = endOfPath(rawTarget);
        boolean plain = found == rawTarget.length() && contextPath.isEmpty();
        return plain ? new Target(rawTarget, -1, rawTarget, 0, found) : parse(rawTarget, contextPath, found);
    }

    /** A target that has more than a path: a query, escapes, or a context. */
    private static @Nullable Target parse(String rawTarget, String contextPath, int found) {
        int end = Math.abs(found);
        if (found == 0 || !isQuery(rawTarget, end)) {
            return null;
        }
        String text = rawTarget;
        int textEnd = end;
        if (found < 0) {
            String decoded = PercentEncoding.decode(rawTarget, end);
            if (decoded == null) {
                return null;
            }
            text = decoded;
            textEnd = decoded.length();
        }
        int start = contextPath.isEmpty() ? 0 : endOfContext(text, textEnd, contextPath);
        if (start < 0) {
            return null;
        }
        int query = end < rawTarget.length() ? end + 1 : -1;
        if (start == textEnd) {
            text = "/";
            start = 0;
            textEnd = 1;
        }
        return new Target(rawTarget, query, text, start, textEnd);
    }

    /**
     * Where the path ends if all its segments are plain, else 0; negated if it has escapes. Dot segments can only be
     * raw: escaped dots are refused where escapes are read.
     */
    private static int endOfPath(String raw) {
        int segment = 1;
        int at = 1;
        boolean escapes = false;
        for (; at < raw.length(); at++) {
            char c = raw.charAt(at);
            byte is = c < 128 ? CLASSES[c] : REFUSED;
            if (is == PLAIN) {
                continue;
            }
            if (is == QUESTION) {
                break;
            }
            if (is == REFUSED || (is == SLASH && (at == segment || isDots(raw, segment, at)))) {
                return 0;
            }
            if (is == SLASH) {
                segment = at + 1;
            } else {
                escapes = true;
            }
        }
        if (isDots(raw, segment, at)) {
            return 0;
        }
        return escapes ? -at : at;
    }

    private static boolean isDots(String raw, int from, int to) {
        int size = to - from;
        return (size == 1 || size == 2) && raw.charAt(from) == '.' && raw.charAt(to - 1) == '.';
    }

    private static boolean isQuery(String raw, int from) {
        for (int i = from; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c <= ' ' || c == 0x7F || c == '#') {
                return false;
            }
        }
        return true;
    }

    /** How much of the text is the context path, by whole segments; -1 if it isn't under it. */
    private static int endOfContext(String text, int textEnd, String contextPath) {
        String context = contextPath;
        if (contextPath.indexOf('%') >= 0) {
            Target canonical = parse(contextPath, "");
            if (canonical == null || canonical.query() != null) {
                return -1;
            }
            context = canonical.path();
        }
        int end = context.equals("/") ? 0 : context.length();
        boolean under = end <= textEnd && text.startsWith(context) && (end == textEnd || text.charAt(end) == '/');
        return under ? end : -1;
    }

    /** The canonical path, starting with a slash; its trailing slash, if it has one, is part of it. */
    public String path() {
        return start == 0 && end == text.length() ? text : text.substring(start, end);
    }

    /** The query as received, without the question mark; null if there is none. */
    public @Nullable String query() {
        return queryStart < 0 ? null : raw.substring(queryStart);
    }

    /** Whether the path ends in a slash that one router strips and another reads as one more segment; the root's doesn't. */
    public boolean hasTrailingSlash() {
        return end - start > 1 && text.charAt(end - 1) == '/';
    }

    /** The length of {@link #path()} without its trailing slash; 1 for the root. */
    public int length() {
        return end - start - (hasTrailingSlash() ? 1 : 0);
    }

    /** The character of {@link #path()} at an index below {@link #length()}. */
    public char charAt(int index) {
        return text.charAt(start + index);
    }

    /** What {@link #path()} is a part of: characters are compared in place. */
    public String text() {
        return text;
    }

    /** Where {@link #path()} starts in {@link #text()}. */
    public int start() {
        return start;
    }

    /** The path; never the query, where callers put what is none of a log's business. */
    @Override
    public String toString() {
        return "Target[" + path() + "]";
    }

    /** RFC 3986 §3.3 pchar, but for the semicolon, which starts a matrix parameter. */
    private static byte[] classes() {
        byte[] classes = new byte[128];
        String plain = "0123456789-.!$&'()*+,=:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_~@";
        for (int i = 0; i < plain.length(); i++) {
            classes[plain.charAt(i)] = PLAIN;
        }
        classes['/'] = SLASH;
        classes['%'] = ESCAPE;
        classes['?'] = QUESTION;
        return classes;
    }
}
