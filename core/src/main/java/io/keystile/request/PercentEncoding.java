package io.keystile.request;

import org.jspecify.annotations.Nullable;

/** Percent-decoding of a path, once, refusing whatever a second decoder could read otherwise. */
final class PercentEncoding {
    private PercentEncoding() {}

    /**
     * The path decoded as strict UTF-8 (RFC 3629), or null. Everything but the escapes must have been checked already.
     * An escape must not stand for what could have structure to somebody: {@code / \ . % ;} or a control character.
     */
    static @Nullable String decode(String raw, int end) {
        StringBuilder decoded = new StringBuilder(end);
        int at = 0;
        while (at < end) {
            char c = raw.charAt(at);
            if (c != '%') {
                decoded.append(c);
                at++;
                continue;
            }
            int first = octet(raw, at, end);
            if (first < 0 || (first < 0x80 && hasStructure(first))) {
                return null;
            }
            if (first < 0x80) {
                decoded.append((char) first);
                at += 3;
                continue;
            }
            int length = lengthOf(first);
            int point = length == 0 ? -1 : codePoint(raw, at, end, first, length);
            if (point < 0xA0) { // broken, or U+0080 to U+009F: the C1 controls
                return null;
            }
            decoded.appendCodePoint(point);
            at += 3 * length;
        }
        return decoded.toString();
    }

    private static boolean hasStructure(int c) {
        return c < 0x20 || c == 0x7F || c == '/' || c == '\\' || c == '.' || c == '%' || c == ';';
    }

    /** The octets that a sequence has by its first one; 0 for one that can't be first. */
    private static int lengthOf(int first) {
        if (first < 0xC2 || first > 0xF4) {
            return 0;
        }
        return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    }

    private static int codePoint(String raw, int at, int end, int first, int length) {
        int point = first & (0x7F >> length);
        for (int i = 1; i < length; i++) {
            int next = octet(raw, at + 3 * i, end);
            if (next < 0x80 || next > 0xBF) {
                return -1;
            }
            point = (point << 6) | (next & 0x3F);
        }
        boolean overlong = length > 2 && point < (length == 3 ? 0x800 : 0x10000); // of two: 0xC0 and 0xC1, refused
        boolean surrogate = point >= 0xD800 && point <= 0xDFFF;
        return overlong || surrogate || point > Character.MAX_CODE_POINT ? -1 : point;
    }

    /** The octet of the escape at an index, or -1 if there is none. */
    private static int octet(String raw, int at, int end) {
        if (at + 3 > end || raw.charAt(at) != '%') {
            return -1;
        }
        int high = hexDigit(raw.charAt(at + 1));
        int low = hexDigit(raw.charAt(at + 2));
        return high < 0 || low < 0 ? -1 : (high << 4) | low;
    }

    /** Not Character.digit, which takes the digits of other scripts too. */
    private static int hexDigit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }
}
