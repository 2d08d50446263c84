package io.keystile.net;

import org.jspecify.annotations.Nullable;

/**
 * An IP address: 128 bits, in which IPv4 is the IPv4-mapped block {@code ::ffff:0:0/96} (RFC 4291 §2.5.5.2), so that
 * {@code ::ffff:192.0.2.1} and {@code 192.0.2.1} are one address. NAT64, 6to4 and other embeddings stay plain IPv6.
 *
 * <p>Immutable. The order is the unsigned order of the 128 bits.
 */
public final class IpAddress implements Comparable<IpAddress> {
    static final int V4_BITS = 32;
    static final int V6_BITS = 128;

    private static final long MAPPED = 0xffffL << V4_BITS;

    private final long high;
    private final long low;

    private IpAddress(long high, long low) {
        this.high = high;
        this.low = low;
    }

    /**
     * Reads a literal as people configure it: dotted quad of four decimal octets without leading zeros, or RFC 4291
     * §2.2 with at most four digits in a group. ASCII only; no zone, no brackets, no blanks, no names.
     *
     * @throws IllegalArgumentException if {@code text} is no such literal; the message shows its beginning
     */
    public static IpAddress parse(String text) {
        IpAddress address = tryParse(text);
        if (address == null) {
            throw new IllegalArgumentException(Quoted.of(text) + " is no IP address: write four decimal octets without"
                    + " leading zeros, or IPv6 without zone and brackets; names are not looked up");
        }
        return address;
    }

    /** Reads a literal by the grammar of {@link #parse}; {@code null} if it is none. */
    public static @Nullable IpAddress tryParse(String text) {
        return IpLiteral.parse(text, 0, text.length());
    }

    /**
     * Reads a peer as servlet containers report it; {@code null} if none is known by it. Two things are let pass that
     * {@link #tryParse} refuses, since containers add them to what the socket says: one pair of brackets around IPv6,
     * and the zone of a link-local address ({@code fe80::/10}, RFC 4007 §11), which is dropped: a neighbour's address is
     * the same whichever link it is on. For peers alone, not for headers.
     */
    public static @Nullable IpAddress tryParsePeer(@Nullable String peer) {
        return peer == null ? null : PeerLiteral.parse(peer);
    }

    static IpAddress v4(int bits) {
        return new IpAddress(0, MAPPED | Integer.toUnsignedLong(bits));
    }

    static IpAddress v6(long high, long low) {
        return new IpAddress(high, low);
    }

    /** Whether this is IPv4, written as such or mapped. */
    public boolean isV4() {
        return high == 0 && low >>> V4_BITS == 0xffff;
    }

    /**
     * The first address of the block that it lies in: what one client, or its network, is counted by.
     *
     * @param v4Prefix how many leading bits the block of an IPv4 address has, 0 to 32
     * @param v6Prefix likewise of any other, 0 to 128
     * @throws IllegalArgumentException outside these ranges
     */
    public IpAddress network(int v4Prefix, int v6Prefix) {
        if (v4Prefix < 0 || v4Prefix > V4_BITS || v6Prefix < 0 || v6Prefix > V6_BITS) {
            throw new IllegalArgumentException(
                    "a network has 0 to 32 bits of IPv4 and 0 to 128 of IPv6; given: " + v4Prefix + ", " + v6Prefix);
        }
        int bits = isV4() ? V6_BITS - V4_BITS + v4Prefix : v6Prefix;
        return new IpAddress(high & leading(bits), low & leading(bits - Long.SIZE));
    }

    private static long leading(int bits) {
        return bits <= 0 ? 0 : bits >= Long.SIZE ? -1 : -1L << (Long.SIZE - bits);
    }

    /** {@code 0.0.0.0} or {@code ::}, which no packet comes from. */
    boolean isUnspecified() {
        return high == 0 && (low == 0 || low == MAPPED);
    }

    /** {@code fe80::/10}. */
    boolean isV6LinkLocal() {
        return high >>> 54 == 0xfe80 >>> 6;
    }

    int v4Bits() {
        return (int) low;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    @Override
    public int compareTo(IpAddress other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IpAddress that && high == that.high && low == that.low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(31 * high + low);
    }

    /** The canonical text: dotted quad, or RFC 5952 §4. */
    @Override
    public String toString() {
        return isV4() ? CanonicalText.v4(v4Bits()) : CanonicalText.v6(high, low);
    }
}
