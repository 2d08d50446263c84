package io.keystile.net;

import org.jspecify.annotations.Nullable;

/**
 * A hop with an optional port, as RFC 7239 §6 writes it: IPv4, or IPv6 in brackets. {@code unknown} and obfuscated
 * identifiers are no address, and so no node to us.
 */
final class HopNode {
    private static final int HIGHEST_PORT = 0xffff;

    private HopNode() {}

    /** @param obfuscated whether the port may be an obfuscated one, {@code _} and more (RFC 7239 §6.3) */
    static @Nullable IpAddress parse(String text, int from, int to, boolean obfuscated) {
        if (from >= to) {
            return null;
        }
        boolean bracketed = text.charAt(from) == '[';
        int addressEnd = indexOf(bracketed ? ']' : ':', text, from, to);
        int portColon = bracketed && addressEnd < to ? addressEnd + 1 : addressEnd;
        boolean unclosed = bracketed && addressEnd == to;
        boolean badPort = portColon < to && !isPort(text, portColon, to, obfuscated);
        if (unclosed || badPort) {
            return null;
        }
        return bracketed ? Ipv6Literal.parse(text, from + 1, addressEnd) : IpLiteral.parseV4(text, from, addressEnd);
    }

    private static int indexOf(char wanted, String text, int from, int to) {
        int at = from;
        while (at < to && text.charAt(at) != wanted) {
            at++;
        }
        return at;
    }

    private static boolean isPort(String text, int colon, int to, boolean obfuscated) {
        int from = colon + 1;
        if (text.charAt(colon) != ':' || from == to) {
            return false;
        }
        return (obfuscated && text.charAt(from) == '_') ? isObfuscated(text, from + 1, to) : isNumber(text, from, to);
    }

    private static boolean isNumber(String text, int from, int to) {
        if (to - from > 5) {
            return false;
        }
        int port = 0;
        for (int i = from; i < to; i++) {
            if (!IpLiteral.isDigit(text.charAt(i))) {
                return false;
            }
            port = 10 * port + text.charAt(i) - '0';
        }
        return port <= HIGHEST_PORT;
    }

    private static boolean isObfuscated(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            char lower = (char) (c | 0x20);
            boolean letter = lower >= 'a' && lower <= 'z';
            if (!letter && !IpLiteral.isDigit(c) && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return from < to;
    }
}
