package io.keystile.net;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link ClientAddress#peer()}. */
enum PeerAddress implements ClientAddress {
    PEER;

    @Override
    public @Nullable String header() {
        return null;
    }

    @Override
    public @Nullable IpAddress resolve(@Nullable String peer, List<String> headerLines, boolean rewrittenAhead) {
        return rewrittenAhead ? null : IpAddress.tryParsePeer(peer);
    }

    @Override
    public String toString() {
        return "peer";
    }
}
