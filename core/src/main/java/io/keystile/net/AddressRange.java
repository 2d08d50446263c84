package io.keystile.net;

/**
 * One address or one CIDR block (RFC 4632 §3.1, RFC 4291 §2.3), exact: no bits beyond the mask.
 *
 * <p>An IPv4-mapped block is the IPv4 block it holds ({@code ::ffff:10.0.0.0/104} is {@code 10.0.0.0/8}). An IPv6 block
 * that reaches beyond the mapped addresses, such as {@code ::/0}, holds IPv6 addresses only.
 *
 * @param network the first address
 * @param prefixLength in bits; 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record AddressRange(IpAddress network, int prefixLength) {
    private static final int MAPPED_PREFIX = IpAddress.V6_BITS - IpAddress.V4_BITS;

    /** @throws IllegalArgumentException if the length is out of range, or bits are set beyond it */
    public AddressRange {
        int longest = bits(network);
        if (prefixLength < 0 || prefixLength > longest) {
            throw new IllegalArgumentException("prefix length " + prefixLength + " is not within 0 to " + longest);
        }
        IpAddress first = masked(network, prefixLength);
        if (!first.equals(network)) {
            throw new IllegalArgumentException(network + "/" + prefixLength
                    + " has bits set beyond the prefix; the block is " + first + "/" + prefixLength);
        }
    }

    /**
     * Reads {@code address} or {@code address/length}, the address by {@link IpAddress#parse}, the length in decimal
     * without sign or leading zeros. Netmasks, ranges with a dash, wildcards and names are refused.
     *
     * @throws IllegalArgumentException if {@code text} is anything else; the message shows its beginning
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        int addressEnd = slash < 0 ? text.length() : slash;
        IpAddress address = IpLiteral.parse(text, 0, addressEnd);
        if (address == null) {
            throw refused(
                    text,
                    "is neither an IP address nor a CIDR block: write 192.0.2.1, 192.0.2.0/24, 2001:db8::1"
                            + " or 2001:db8::/32, without leading zeros, blanks and zones; names are not looked up");
        }
        if (slash < 0) {
            return new AddressRange(address, bits(address));
        }
        boolean mapped = address.isV4() && text.indexOf(':') >= 0;
        int lowest = mapped ? MAPPED_PREFIX : 0;
        int highest = mapped ? IpAddress.V6_BITS : bits(address);
        int length = prefixLength(text, slash + 1);
        if (length < lowest || length > highest) {
            throw refused(text, "needs a prefix length of " + lowest + " to " + highest + " in plain decimal digits");
        }
        return new AddressRange(address, length - lowest);
    }

    /**
     * The block of that length which {@code address} lies in.
     *
     * @throws IllegalArgumentException if the length is out of range
     */
    public static AddressRange around(IpAddress address, int prefixLength) {
        return new AddressRange(masked(address, prefixLength), prefixLength);
    }

    /** Whether {@code address} lies inside; never across families. */
    public boolean contains(IpAddress address) {
        return address.isV4() == network.isV4() && masked(address, prefixLength).equals(network);
    }

    /** The highest address inside. */
    IpAddress last() {
        if (network.isV4()) {
            int host = prefixLength == IpAddress.V4_BITS ? 0 : -1 >>> prefixLength;
            return IpAddress.v4(network.v4Bits() | host);
        }
        return IpAddress.v6(network.high() | ~highMask(prefixLength), network.low() | ~lowMask(prefixLength));
    }

    /** Whether every address of {@code other} is one of this range's. */
    boolean containsAll(AddressRange other) {
        return prefixLength <= other.prefixLength && contains(other.network);
    }

    /** The canonical text; a single address is written without its length. */
    @Override
    public String toString() {
        return prefixLength == bits(network) ? network.toString() : network + "/" + prefixLength;
    }

    private static int bits(IpAddress address) {
        return address.isV4() ? IpAddress.V4_BITS : IpAddress.V6_BITS;
    }

    private static IpAddress masked(IpAddress address, int length) {
        int inAll = length + IpAddress.V6_BITS - bits(address);
        return IpAddress.v6(address.high() & highMask(inAll), address.low() & lowMask(inAll));
    }

    // Java shifts by the count's low six bits, so that a shift by 64 would be none: the ends are cases of their own.

    private static long highMask(int length) {
        return length >= 64 ? -1L : length == 0 ? 0 : -1L << (64 - length);
    }

    private static long lowMask(int length) {
        return length <= 64 ? 0 : -1L << (IpAddress.V6_BITS - length);
    }

    /** One to three digits, the first no zero unless alone; -1 for anything else. */
    private static int prefixLength(String text, int from) {
        int digits = text.length() - from;
        if (digits < 1 || digits > 3 || (digits > 1 && text.charAt(from) == '0')) {
            return -1;
        }
        int length = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!IpLiteral.isDigit(c)) {
                return -1;
            }
            length = 10 * length + c - '0';
        }
        return length;
    }

    private static IllegalArgumentException refused(String text, String why) {
        return new IllegalArgumentException(Quoted.of(text) + " " + why);
    }
}
