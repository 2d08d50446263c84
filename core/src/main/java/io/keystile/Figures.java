package io.keystile;

import io.keystile.key.Environment;
import io.keystile.store.CacheFigures;
import java.util.Map;

/**
 * Counts since the start.
 *
 * @param legacyKeys requests let in by a key in the legacy form; when it stands still, that form can be switched off
 * @param listenerFailures calls of listeners that threw
 * @param caches of each store that is not local
 */
public record Figures(long legacyKeys, long listenerFailures, Map<Environment, CacheFigures> caches) {
    /** Copies. */
    public Figures {
        caches = Map.copyOf(caches);
    }
}
