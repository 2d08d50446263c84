package io.keystile.net;

/** Writes addresses in the one form that compares as text: dotted quad, and RFC 5952 §4 for IPv6. */
final class CanonicalText {
    private static final int GROUPS = 8;

    private CanonicalText() {}

    static String v4(int bits) {
        return (bits >>> 24) + "." + (bits >>> 16 & 0xff) + "." + (bits >>> 8 & 0xff) + "." + (bits & 0xff);
    }

    static String v6(long high, long low) {
        int gap = GROUPS;
        int gapLength = 1; // RFC 5952 §4.2.2: one group of zeros is not shortened
        for (int i = 0; i < GROUPS; i++) {
            int zeros = zerosAt(high, low, i);
            if (zeros > gapLength) { // §4.2.3: the first of equal runs
                gap = i;
                gapLength = zeros;
            }
        }
        StringBuilder text = new StringBuilder(39);
        appendGroups(text, high, low, 0, gap);
        if (gap < GROUPS) {
            text.append("::");
            appendGroups(text, high, low, gap + gapLength, GROUPS);
        }
        return text.toString();
    }

    private static void appendGroups(StringBuilder text, long high, long low, int from, int to) {
        for (int i = from; i < to; i++) {
            if (i > from) {
                text.append(':');
            }
            text.append(Integer.toHexString(group(high, low, i)));
        }
    }

    private static int zerosAt(long high, long low, int from) {
        int i = from;
        while (i < GROUPS && group(high, low, i) == 0) {
            i++;
        }
        return i - from;
    }

    private static int group(long high, long low, int index) {
        long half = index < 4 ? high : low;
        return (int) (half >>> (48 - 16 * (index & 3))) & 0xffff;
    }
}
