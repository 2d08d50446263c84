package io.keystile.cache;

import io.keystile.credential.Access;
import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.CredentialKeys;
import io.keystile.credential.CredentialSettings;
import io.keystile.credential.CredentialState;
import io.keystile.credential.Plane;
import io.keystile.credential.StoredKey;
import io.keystile.credential.Tenant;
import io.keystile.key.Environment;
import io.keystile.key.KeyHash;
import io.keystile.store.Change;
import io.keystile.store.KeyMatch;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One key, as it was first and after its revocation. */
final class Versions {
    static final KeyHash HASH = KeyHash.of("a key");
    static final KeyMatch ACTIVE = match(CredentialState.ACTIVE);
    static final KeyMatch REVOKED = match(CredentialState.REVOKED);
    static final List<Change> CHANGE =
            List.of(new Change.OfCredential(1, ACTIVE.credential().id(), 2, List.of(HASH)));

    private Versions() {}

    private static KeyMatch match(CredentialState state) {
        StoredKey key = new StoredKey(HASH, "", 1, null);
        Credential credential = new Credential(
                new CredentialId("acr_0000000000000000000001"),
                Plane.PRINCIPAL,
                "prn_1",
                "cli_1",
                Environment.LIVE,
                "operator:jo",
                Instant.EPOCH,
                CredentialSettings.of(Access.full()),
                CredentialKeys.first(key),
                state,
                0,
                state == CredentialState.ACTIVE ? 1 : 2);
        return new KeyMatch(credential, Tenant.first("cli_1"), key);
    }

    /** 0: to be asked again; 1: active; 2: revoked; 3: nobody's. */
    static int kept(@Nullable Entry entry) {
        if (entry == null || entry.isStale()) {
            return 0;
        }
        KeyMatch match = entry.match();
        return match == null ? 3 : (int) match.credential().version();
    }
}
