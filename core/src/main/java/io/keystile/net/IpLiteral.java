package io.keystile.net;

import org.jspecify.annotations.Nullable;

/**
 * The strict grammar of address literals, over a region of a text, without garbage but the result. Every character is
 * compared with ASCII: {@link Character#isDigit} knows some six hundred digits, and inet_aton's octal, hexadecimal and
 * short forms each once let a caller past somebody's list.
 */
final class IpLiteral {
    static final int LONGEST = "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255".length();
    static final long NONE = -1;

    private IpLiteral() {}

    static @Nullable IpAddress parse(String text, int from, int to) {
        if (to - from > LONGEST) {
            return null;
        }
        for (int i = from; i < to && i <= from + 4; i++) { // the first separator tells the family
            char c = text.charAt(i);
            if (c == '.') {
                return parseV4(text, from, to);
            }
            if (c == ':') {
                return Ipv6Literal.parse(text, from, to);
            }
        }
        return null;
    }

    static @Nullable IpAddress parseV4(String text, int from, int to) {
        long bits = v4Bits(text, from, to);
        return bits == NONE ? null : IpAddress.v4((int) bits);
    }

    /** The 32 bits of a dotted quad that fills the region, or {@link #NONE}. */
    static long v4Bits(String text, int from, int to) {
        long bits = 0;
        int at = from;
        for (int octet = 0; octet < 4; octet++) {
            if (octet > 0 && (at >= to || text.charAt(at++) != '.')) {
                return NONE;
            }
            int value = 0;
            int start = at;
            while (at < to && at < start + 4 && isDigit(text.charAt(at))) {
                value = 10 * value + text.charAt(at++) - '0';
            }
            boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
            if (at == start || leadingZero || value > 255) {
                return NONE;
            }
            bits = bits << 8 | value;
        }
        return at == to ? bits : NONE;
    }

    static int hexDigit(char c) {
        if (isDigit(c)) {
            return c - '0';
        }
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
