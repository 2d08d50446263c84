package io.keystile.authn;

import io.keystile.key.KeyHash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The admin plane's keys. */
final class OperatorKeys {
    private final List<OperatorKey> keys;

    OperatorKeys(List<OperatorKey> keys) {
        this.keys = keys;
    }

    /** The one with that hash; null for none. Compares with all of them, each in constant time. */
    @Nullable
    OperatorKey find(KeyHash hash) {
        OperatorKey found = null;
        for (OperatorKey key : keys) {
            if (key.hash().matches(hash)) {
                found = key;
            }
        }
        return found;
    }

    boolean isLive(String operator, long nowMillis) {
        return keys.stream().anyMatch(k -> k.operator().equals(operator) && !Liveness.isPast(k.end(), nowMillis));
    }
}
