package io.keystile.authn;

import io.keystile.store.KeyMatch;
import org.jspecify.annotations.Nullable;

/**
 * What a look-up came to.
 *
 * @param against what speaks against the key by now; null: nothing
 * @param match whose it is, or claims to be; null: not known
 * @param atMillis what its life was judged by; 0: it wasn't
 */
record KeyFound(@Nullable Reason against, @Nullable KeyMatch match, long atMillis) {
    static final KeyFound FULL = new KeyFound(Reason.SLOW_CHECKS_FULL, null, 0);
    static final KeyFound UNKNOWN = new KeyFound(Reason.UNKNOWN_KEY, null, 0);
}
