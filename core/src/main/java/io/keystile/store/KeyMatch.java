package io.keystile.store;

import io.keystile.credential.Credential;
import io.keystile.credential.StoredKey;
import io.keystile.credential.Tenant;

/**
 * What a look-up by key found.
 *
 * @param credential whose key it is
 * @param tenant the credential's tenant, as it stood at the same moment
 * @param key which of its keys: the current one, or a previous one with the end of its grace
 */
public record KeyMatch(Credential credential, Tenant tenant, StoredKey key) {
    /** Whether the key is a previous one. */
    public boolean isPrevious() {
        return key.validUntil() != null;
    }
}
