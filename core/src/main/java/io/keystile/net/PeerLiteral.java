package io.keystile.net;

import org.jspecify.annotations.Nullable;

/** A peer as containers report it: Jetty brackets IPv6, the JDK appends the zone of a link-local address. */
final class PeerLiteral {
    private static final int LONGEST_ZONE = 64;

    private PeerLiteral() {}

    static @Nullable IpAddress parse(String peer) {
        int to = peer.length();
        if (to > 1 && peer.charAt(0) == '[') {
            return peer.charAt(to - 1) == ']' ? parseV6(peer, 1, to - 1) : null;
        }
        IpAddress address = IpLiteral.parse(peer, 0, to);
        return address != null ? address : parseV6(peer, 0, to);
    }

    /**
     * IPv6 with or without a zone. A zone names the link, and a link-local address is on-link whichever it is; on any
     * other address a zone means something that we don't know, so it is refused.
     */
    private static @Nullable IpAddress parseV6(String peer, int from, int to) {
        int zone = peer.indexOf('%', from);
        if (zone < 0) {
            return Ipv6Literal.parse(peer, from, to);
        }
        if (!isZone(peer, zone + 1, to)) {
            return null;
        }
        IpAddress address = Ipv6Literal.parse(peer, from, zone);
        return address != null && address.isV6LinkLocal() ? address : null;
    }

    /** An interface's name or number: visible ASCII, less what would make the text read two ways. */
    private static boolean isZone(String peer, int from, int to) {
        if (from >= to || to - from > LONGEST_ZONE) {
            return false;
        }
        for (int i = from; i < to; i++) {
            char c = peer.charAt(i);
            if (c <= ' ' || c > '~' || c == '%' || c == '[' || c == ']' || c == '/') {
                return false;
            }
        }
        return true;
    }
}
