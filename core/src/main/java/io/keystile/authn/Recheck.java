package io.keystile.authn;

import io.keystile.credential.Credential;
import io.keystile.key.Environment;
import io.keystile.store.CredentialStore;
import io.keystile.store.KeyMatch;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks again about a caller that was granted before. */
final class Recheck {
    private final Map<Environment, CredentialStore> stores;
    private final OperatorKeys operators;
    private final InstantSource clock;

    Recheck(Map<Environment, CredentialStore> stores, OperatorKeys operators, InstantSource clock) {
        this.stores = stores;
        this.operators = operators;
        this.clock = clock;
    }

    /** The caller as it is now; null if it is to be cut off. */
    @Nullable
    Caller of(Caller caller) {
        long now = clock.millis();
        Credential judged = caller.record();
        if (judged == null) {
            return operators.isLive(caller.owner(), now) ? caller : null;
        }
        KeyMatch match = matchNow(judged, caller.generation());
        // The address is not at hand any more: an allowlist other than the one it was judged by ends the caller.
        if (match == null
                || Liveness.reasonAgainst(match, judged.environment(), now) != null
                || !match.credential().allowlist().equals(judged.allowlist())) {
            return null;
        }
        Via via = caller.via() == Via.TOKEN ? Via.TOKEN : Via.of(match);
        return Caller.of(this, match.credential(), via, caller.generation());
    }

    private @Nullable KeyMatch matchNow(Credential judged, int generation) {
        CredentialStore store = stores.get(judged.environment());
        return store == null ? null : store.findByGeneration(judged.id(), generation);
    }
}
