package io.keystile.jaxrs;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a container knows of a request and Jakarta REST doesn't tell.
 *
 * @param rawTarget the request target as received, neither decoded nor normalised, its query included
 * @param contextPath the root within the target that the policy's paths are relative to, as received; empty for none
 * @param peerAddress the connection's other end, an address without a port; null: not known
 * @param peerAddressRewritten whether something has already replaced that address by what a header said
 */
public record Received(
        String rawTarget, String contextPath, @Nullable String peerAddress, boolean peerAddressRewritten) {
    /** Checks. */
    public Received {
        Objects.requireNonNull(rawTarget, "rawTarget");
        Objects.requireNonNull(contextPath, "contextPath");
    }

    /** The peer alone: a target may hold what is none of a log's business. */
    @Override
    public String toString() {
        return "Received[from " + peerAddress + (peerAddressRewritten ? ", rewritten" : "") + "]";
    }
}
