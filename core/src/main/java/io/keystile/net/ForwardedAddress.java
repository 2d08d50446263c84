package io.keystile.net;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link ClientAddress#behind(String, AddressRanges)}. */
final class ForwardedAddress implements ClientAddress {
    private static final String SETTING = "client address behind proxies: ";

    /** Syntax of a header that lists hops. */
    private enum Header {
        X_FORWARDED_FOR("X-Forwarded-For"),
        FORWARDED("Forwarded");

        private final String fieldName;

        Header(String fieldName) {
            this.fieldName = fieldName;
        }

        static Header named(String name) {
            for (Header header : values()) {
                if (header.fieldName.equalsIgnoreCase(name)) {
                    return header;
                }
            }
            throw new IllegalArgumentException(SETTING + "header " + Quoted.of(name)
                    + " is not offered; allowed are X-Forwarded-For and Forwarded");
        }
    }

    private final Header header;
    private final AddressRanges proxies;

    private ForwardedAddress(Header header, AddressRanges proxies) {
        this.header = header;
        this.proxies = proxies;
    }

    static ForwardedAddress of(String headerName, String... proxies) {
        AddressRanges ranges;
        try {
            ranges = AddressRanges.of(proxies);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(SETTING + e.getMessage(), e);
        }
        return of(headerName, ranges);
    }

    static ForwardedAddress of(String headerName, AddressRanges proxies) {
        Header header = Header.named(headerName);
        if (proxies.isEmpty()) {
            throw new IllegalArgumentException(
                    SETTING + "no proxies are given; name their addresses, or choose peer() if there are none");
        }
        return new ForwardedAddress(header, proxies);
    }

    @Override
    public String header() {
        return header.fieldName;
    }

    @Override
    public @Nullable IpAddress resolve(@Nullable String peer, List<String> headerLines, boolean rewrittenAhead) {
        IpAddress address = rewrittenAhead ? null : IpAddress.tryParsePeer(peer);
        if (address == null || !proxies.contains(address)) {
            return address;
        }
        HopWalk walk = new HopWalk(proxies);
        for (int i = headerLines.size() - 1; i >= 0 && !walk.ended(); i--) {
            String line = headerLines.get(i);
            switch (header) {
                case X_FORWARDED_FOR -> XForwardedFor.walk(line, walk);
                case FORWARDED -> ForwardedField.walk(line, walk);
            }
        }
        return walk.client();
    }

    @Override
    public String toString() {
        return "behind " + header.fieldName + " of " + proxies;
    }
}
