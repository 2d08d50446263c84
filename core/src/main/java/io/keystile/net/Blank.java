package io.keystile.net;

/** Optional whitespace (RFC 9110 §5.6.3): space and tab, and no other of Unicode's. */
final class Blank {
    private Blank() {}

    static boolean is(char c) {
        return c == ' ' || c == '\t';
    }
}
