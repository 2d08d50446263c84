package io.keystile.authn;

import io.keystile.net.AddressRanges;
import io.keystile.net.ClientAddress;
import io.keystile.net.IpAddress;
import io.keystile.request.RequestView;
import io.keystile.store.KeyMatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The address that a request comes from, and whether an allowlist has it. */
final class CallerAddress {
    private final ClientAddress source;

    CallerAddress(ClientAddress source) {
        this.source = source;
    }

    /** Null if it can't be known. */
    @Nullable
    IpAddress of(RequestView request) {
        String header = source.header();
        List<String> lines = header == null ? List.of() : request.headers(header);
        return source.resolve(request.peerAddress(), lines, request.peerAddressRewritten());
    }

    /** Null if the match's allowlist lets it on. */
    @Nullable
    Reason reasonAgainst(KeyMatch match, RequestView request) {
        return match.isFromAnywhere() ? null : reasonAgainst(match.credential().allowlist(), request);
    }

    /** Null if the allowlist lets it on; an empty one lets every address on, a known one or not. */
    @Nullable
    Reason reasonAgainst(AddressRanges allowlist, RequestView request) {
        if (allowlist.isEmpty()) {
            return null;
        }
        IpAddress address = of(request);
        if (address == null) {
            return Reason.ADDRESS_UNKNOWN;
        }
        return allowlist.contains(address) ? null : Reason.ADDRESS_NOT_ALLOWED;
    }
}
