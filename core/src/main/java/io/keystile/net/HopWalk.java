package io.keystile.net;

import org.jspecify.annotations.Nullable;

/** The walk over reported hops, nearest first, to the first that is no proxy. For one request, on one thread. */
final class HopWalk {
    private final AddressRanges proxies;
    private boolean ended;
    private @Nullable IpAddress last;

    HopWalk(AddressRanges proxies) {
        this.proxies = proxies;
    }

    /**
     * Takes the next hop; {@code null} is one that is malformed. It is never stepped over: what lies beyond may be the
     * caller's own words. The unspecified address is malformed too, as no hop can have it.
     */
    void step(@Nullable IpAddress hop) {
        last = hop == null || hop.isUnspecified() ? null : hop;
        ended = last == null || !proxies.contains(last);
    }

    /** Whether the hops further away don't matter any more. */
    boolean ended() {
        return ended;
    }

    /** The hop that the walk came to: the first that is no proxy, or the furthest; {@code null} if there is none. */
    @Nullable
    IpAddress client() {
        return last;
    }
}
