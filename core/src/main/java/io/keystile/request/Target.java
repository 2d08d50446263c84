package io.keystile.request;

import org.jspecify.annotations.Nullable;

/**
 * The canonical target of a request: one path, relative to the application's context root and decoded once, that every
 * parser reads alike. A target that two parsers could read differently has no canonical form and is answered with 400.
 */
public final class Target {
    /** The longest raw target, in characters, that is read at all. */
    public static final int MAX_LENGTH = 8192;

    /** RFC 3986 §3.3 pchar without {@code %} (read apart) and without {@code ;}, which starts a matrix parameter. */
    private static final long PLAIN_LOW = bits("0123456789-.!$&'()*+,=:", 0);

    private static final long PLAIN_HIGH = bits("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_~@", 64);

    private final String raw;
    private final int queryStart;
    private final String text;
    private final int start;
    private final int length;
    private final boolean trailingSlash;

    private Target(String raw, int queryStart, String text, int start, int length, boolean trailingSlash) {
        this.raw = raw;
        this.queryStart = queryStart;
        this.text = text;
        this.start = start;
        this.length = length;
        this.trailingSlash = trailingSlash;
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
        int end = endOfPath(rawTarget);
        if (end < 0 || !isQuery(rawTarget, end)) {
            return null;
        }
        String text = rawTarget;
        int textEnd = end;
        int escape = rawTarget.indexOf('%');
        if (escape >= 0 && escape < end) {
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
            return new Target(rawTarget, query, "/", 0, 1, false);
        }
        boolean trailingSlash = textEnd - start > 1 && text.charAt(textEnd - 1) == '/';
        return new Target(rawTarget, query, text, start, textEnd - start - (trailingSlash ? 1 : 0), trailingSlash);
    }

    /** Where the path ends if all its segments are plain, else -1. Dots can only be raw: escaped ones are refused. */
    private static int endOfPath(String raw) {
        int segment = 1;
        int at = 1;
        for (; at < raw.length(); at++) {
            char c = raw.charAt(at);
            if (c == '?') {
                break;
            }
            if (c == '/') {
                if (at == segment || isDots(raw, segment, at)) {
                    return -1;
                }
                segment = at + 1;
            } else if (!isPlain(c) && c != '%') {
                return -1;
            }
        }
        return isDots(raw, segment, at) ? -1 : at;
    }

    private static boolean isDots(String raw, int from, int to) {
        int size = to - from;
        return (size == 1 || size == 2) && raw.charAt(from) == '.' && raw.charAt(to - 1) == '.';
    }

    private static boolean isPlain(char c) {
        return c < 64 ? ((PLAIN_LOW >>> c) & 1) != 0 : c < 128 && ((PLAIN_HIGH >>> (c - 64)) & 1) != 0;
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
        int end = start + length + (trailingSlash ? 1 : 0);
        return start == 0 && end == text.length() ? text : text.substring(start, end);
    }

    /** The query as received, without the question mark; null if there is none. */
    public @Nullable String query() {
        return queryStart < 0 ? null : raw.substring(queryStart);
    }

    /** Whether the path ends in a slash that one router strips and another reads as one more segment; the root's doesn't. */
    public boolean hasTrailingSlash() {
        return trailingSlash;
    }

    /** The length of {@link #path()} without its trailing slash; 1 for the root. */
    public int length() {
        return length;
    }

    /** The character of {@link #path()} at an index below {@link #length()}. */
    public char charAt(int index) {
        return text.charAt(start + index);
    }

    /** Whether the literal stands in {@link #path()} at an index. */
    public boolean hasAt(int index, String literal) {
        return text.startsWith(literal, start + index);
    }

    /** The path; never the query, where callers put what is none of a log's business. */
    @Override
    public String toString() {
        return "Target[" + path() + "]";
    }

    private static long bits(String characters, int from) {
        long bits = 0;
        for (int i = 0; i < characters.length(); i++) {
            bits |= 1L << (characters.charAt(i) - from);
        }
        return bits;
    }
}
