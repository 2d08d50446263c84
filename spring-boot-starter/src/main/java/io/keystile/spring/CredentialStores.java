package io.keystile.spring;

import io.keystile.key.Environment;
import io.keystile.store.CredentialStore;
import java.util.Map;

/**
 * Where the application's Keystile keeps credentials: a bean of this type takes the place of the stores that properties ask
 * for. Whoever makes the stores closes them.
 *
 * @param byEnvironment one at least; the environments never share one
 */
public record CredentialStores(Map<Environment, CredentialStore> byEnvironment) {
    /** Copies. */
    public CredentialStores {
        byEnvironment = Map.copyOf(byEnvironment);
    }
}
