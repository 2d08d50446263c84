package io.keystile.net;

import org.jspecify.annotations.Nullable;

/** One reading of an IPv6 literal (RFC 4291 §2.2), group by group from the left. Short-lived, for one thread. */
final class Ipv6Literal {
    private static final int GROUPS = 8;
    private static final int NO_GAP = -1;

    private final String text;
    private final int to;
    private int at;
    /** The groups read since the start or since {@code ::}, in the low end of 128 bits. */
    private long high;

    private long low;
    /** How many groups have been read in all. */
    private int groups;
    /** How many of them stood before {@code ::}, and what they were. */
    private int headGroups = NO_GAP;

    private long headHigh;
    private long headLow;

    private Ipv6Literal(String text, int from, int to) {
        this.text = text;
        this.at = from;
        this.to = to;
    }

    static @Nullable IpAddress parse(String text, int from, int to) {
        if (to - from < 2 || to - from > IpLiteral.LONGEST) {
            return null;
        }
        Ipv6Literal literal = new Ipv6Literal(text, from, to);
        return literal.read() ? literal.address() : null;
    }

    private boolean read() {
        if (text.charAt(at) == ':') { // only as the first half of "::"
            at++;
            if (!gap()) {
                return false;
            }
        }
        while (at < to) {
            int start = at;
            int value = group();
            if (at < to && text.charAt(at) == '.') {
                return embedded(start);
            }
            if (at == start || groups == GROUPS) {
                return false;
            }
            append(16, value);
            if (at < to && !separator()) {
                return false;
            }
        }
        return true;
    }

    /** Reads up to four hexadecimal digits; none leaves {@link #at} where it was. */
    private int group() {
        int end = Math.min(to, at + 4);
        int value = 0;
        while (at < end) {
            int digit = IpLiteral.hexDigit(text.charAt(at));
            if (digit < 0) {
                break;
            }
            value = value << 4 | digit;
            at++;
        }
        return value;
    }

    /** A dotted quad in place of the last two groups; {@link #address} finds out if they are too many. */
    private boolean embedded(int start) {
        long bits = IpLiteral.v4Bits(text, start, to);
        append(32, bits);
        return bits != IpLiteral.NONE;
    }

    /** After a group: {@code :} and something, or {@code ::}. */
    private boolean separator() {
        if (text.charAt(at++) != ':' || at == to) {
            return false;
        }
        return text.charAt(at) != ':' || gap();
    }

    /** The second half of {@code ::}, which may stand once. */
    private boolean gap() {
        if (text.charAt(at) != ':' || headGroups != NO_GAP) {
            return false;
        }
        at++;
        headGroups = groups;
        headHigh = high;
        headLow = low;
        high = 0;
        low = 0;
        return true;
    }

    private void append(int bits, long value) {
        high = high << bits | low >>> (64 - bits);
        low = low << bits | value;
        groups += bits / 16;
    }

    private @Nullable IpAddress address() {
        if (headGroups == NO_GAP) {
            return groups == GROUPS ? IpAddress.v6(high, low) : null;
        }
        if (groups >= GROUPS) { // "::" stands for one group at least
            return null;
        }
        int shift = 16 * (GROUPS - headGroups);
        if (shift == 128) {
            return IpAddress.v6(high, low);
        }
        if (shift >= 64) {
            return IpAddress.v6(headLow << (shift - 64) | high, low);
        }
        return IpAddress.v6(headHigh << shift | headLow >>> (64 - shift) | high, headLow << shift | low);
    }
}
