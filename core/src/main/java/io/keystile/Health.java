package io.keystile;

import io.keystile.key.Environment;
import io.keystile.store.StoreHealth;
import java.util.Map;

/**
 * What an orchestrator or an operator may want to know of this process.
 *
 * @param stores how each looks from here
 */
public record Health(Map<Environment, StoreHealth> stores) {
    /** Copies. */
    public Health {
        stores = Map.copyOf(stores);
    }

    /** Whether all stores are. */
    public boolean isHealthy() {
        return stores.values().stream().allMatch(StoreHealth::isHealthy);
    }
}
