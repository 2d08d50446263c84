package io.keystile.net;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the address of the client is found. One of three, chosen by name: it depends on what stands before the service,
 * which no library can see.
 *
 * <p>Immutable. What can't be known is {@code null}, never a guess: a credential that is restricted to addresses is then
 * refused, even one restricted to {@code 0.0.0.0/0}.
 */
public sealed interface ClientAddress permits PeerAddress, ForwardedAddress, ContainerAddress {

    /** Nothing stands before the service: the client is the peer of the connection, and no header is read. */
    static ClientAddress peer() {
        return PeerAddress.PEER;
    }

    /** {@link #behind(String, AddressRanges)} with the proxies' addresses or CIDR blocks as text. */
    static ClientAddress behind(String header, String... proxies) {
        return ForwardedAddress.of(header, proxies);
    }

    /**
     * Proxies stand before the service, and each appends the address that it was called from to one header.
     *
     * <p>A peer that is no proxy is the client, and the header isn't read. Else the header's lines are walked as one
     * list from the right, over the proxies, to the first address that is none: all that stands left of it, the caller
     * may have written. If all are proxies, the client is the leftmost. A malformed entry on that walk, or a proxy that
     * sent no such header, leaves the address unknown: a caller can make a proxy drop the header (by
     * {@code Connection: X-Forwarded-For}), and would otherwise be taken for the proxy.
     *
     * <p>Name the proxies exactly. Every address in {@code proxies} can claim to forward for any client.
     *
     * @param header {@code X-Forwarded-For} or {@code Forwarded} (RFC 7239), the one that the proxies write. Headers of
     *     one address ({@code X-Real-IP}, {@code CF-Connecting-IP}) are not offered: a proxy that only passes such a
     *     header on can't be told from the one that sets it, where in a list it adds the caller as another hop
     * @throws IllegalArgumentException if the header is another, an entry is malformed, or there are no proxies
     */
    static ClientAddress behind(String header, AddressRanges proxies) {
        return ForwardedAddress.of(header, proxies);
    }

    /**
     * The container has resolved the address before us (Tomcat's {@code RemoteIpValve}, Jetty's
     * {@code ForwardedRequestCustomizer}), and its word is believed: no header is read, nothing can be checked.
     */
    static ClientAddress resolvedByContainer() {
        return ContainerAddress.CONTAINER;
    }

    /** The header whose lines {@link #resolve} wants; {@code null} if it reads none. */
    @Nullable
    String header();

    /**
     * The client's address, or {@code null} if it can't be known.
     *
     * @param peer the address as the container reports it; {@code null}, {@code @} and the like are no address
     * @param headerLines the values of all lines of {@link #header()}, in the order received
     * @param rewrittenAhead whether something ahead of us has been seen to replace the peer's address by a header's.
     *     What is then reported is no peer, so that only {@link #resolvedByContainer()} resolves it
     */
    @Nullable
    IpAddress resolve(@Nullable String peer, List<String> headerLines, boolean rewrittenAhead);
}
