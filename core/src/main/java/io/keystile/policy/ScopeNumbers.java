package io.keystile.policy;

import io.keystile.credential.Access;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The scopes that a policy asks for as bits, so that an access is compared with a need in one step and without a look at a
 * name. Scopes beyond the 63rd have none: needs of them are compared by name. Immutable.
 */
final class ScopeNumbers {
    /** What only full access has: all bits. */
    static final long FULL_ACCESS_ALONE = Long.MIN_VALUE;

    private static final int MOST = Long.SIZE - 1;
    private static final long FULL_ACCESS = -1;

    private final Map<String, Long> bits = new HashMap<>();

    ScopeNumbers(Collection<String> scopes) {
        for (String scope : scopes) {
            if (bits.size() < MOST) {
                bits.putIfAbsent(scope, 1L << bits.size());
            }
        }
    }

    /** What an access has; scopes that the policy doesn't ask for are left out. */
    long of(Access access) {
        if (access.isFull()) {
            return FULL_ACCESS;
        }
        long all = 0;
        for (String scope : access.scopes()) {
            all |= bits.getOrDefault(scope, 0L);
        }
        return all;
    }

    /** What a need of all these scopes asks for; what full access alone has, if one of them has no bit. */
    long of(Collection<String> scopes) {
        long all = 0;
        for (String scope : scopes) {
            all |= bits.getOrDefault(scope, FULL_ACCESS_ALONE);
        }
        return all;
    }
}
