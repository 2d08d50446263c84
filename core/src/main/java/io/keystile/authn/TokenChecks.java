package io.keystile.authn;

import io.keystile.cache.NetworkGate;
import io.keystile.request.RequestView;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The verifier of access tokens, if there is one, behind a gate that bounds the signatures that are checked. Thread-safe. */
public final class TokenChecks {
    private final @Nullable AccessTokenVerifier verifier;
    private final @Nullable NetworkGate gate;

    private TokenChecks(@Nullable AccessTokenVerifier verifier, @Nullable NetworkGate gate) {
        this.verifier = verifier;
        this.gate = gate;
    }

    /** Where no token counts. */
    public static TokenChecks none() {
        return new TokenChecks(null, null);
    }

    /**
     * Asks a verifier.
     *
     * @param perSecond the most signatures to be checked, of tokens never seen before; three quarters of them at most for one
     *     client network
     * @param nanos the monotonic clock
     */
    public static TokenChecks by(AccessTokenVerifier verifier, int perSecond, LongSupplier nanos) {
        return new TokenChecks(verifier, new NetworkGate(perSecond, nanos));
    }

    /** Null for what is no token of ours, or where no token counts. */
    @Nullable
    VerifiedToken verify(String line, int start, RequestView request, CallerAddress addresses) {
        if (verifier == null || gate == null) {
            return null;
        }
        NetworkGate bound = gate;
        return verifier.verify(line, start, () -> {
            if (!bound.admits(addresses.of(request))) {
                throw new TokenChecksFullException();
            }
        });
    }
}
