package io.keystile.authn;

import io.keystile.credential.Credential;
import io.keystile.credential.Plane;
import io.keystile.policy.AccessPolicy;
import io.keystile.store.KeyMatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * As whom each key goes on. Made once for a match and kept with it: who it is, and what it may do in the policy's numbers, is
 * the same for every request, until a change of the credential makes another match.
 */
final class KnownCallers {
    private final AccessPolicy policy;
    private final Standing standing;
    private final Recheck again;

    KnownCallers(AccessPolicy policy, Standing standing, Recheck again) {
        this.policy = policy;
        this.standing = standing;
        this.again = again;
    }

    /** Null if the key resolves to nobody alone on that plane. */
    @Nullable
    Granted of(KeyMatch match, Plane plane) {
        boolean asItself = plane == match.plane();
        // Of another Keystile over the same store: its callers ask that one again.
        if (asItself && match.kept() instanceof Granted kept && kept.isBy(again)) {
            return kept;
        }
        Credential credential = match.credential();
        String owner = standing.ownerOn(plane, credential);
        if (owner == null) {
            return null;
        }
        Caller caller = Caller.as(
                plane, owner, again, credential, Via.of(match), match.key().generation());
        Granted made = new Granted(caller, List.of(), again, policy.numbered(credential.access()));
        if (asItself) {
            match.keep(made);
        }
        return made;
    }
}
