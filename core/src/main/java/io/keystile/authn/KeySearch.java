package io.keystile.authn;

import io.keystile.cache.KeySource;
import io.keystile.key.ImportedFormat;
import io.keystile.key.KeyHash;
import io.keystile.key.KeyShape;
import io.keystile.net.IpAddress;
import io.keystile.request.RequestView;
import io.keystile.store.KeyMatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds whose a key is, and what speaks against it. The causes stay secret, so all of them take the same way: one look-up, or,
 * for keys that may have a slow hash, one and a check.
 */
final class KeySearch {
    private final SlowKeys slowKeys;
    private final CallerAddress addresses;
    private final Function<RequestView, @Nullable IpAddress> addressOf;

    KeySearch(SlowKeys slowKeys, CallerAddress addresses) {
        this.slowKeys = slowKeys;
        this.addresses = addresses;
        this.addressOf = addresses::of;
    }

    /** Whether a live credential may come in where it was presented. */
    @FunctionalInterface
    interface Door {
        /** Null: it may. */
        @Nullable
        Reason reasonAgainst(KeyMatch match);
    }

    /**
     * What the key finds, and what speaks against it.
     *
     * @throws RuntimeException if that can't be known
     */
    KeyFound find(RequestView request, String key, KeyHash hash, KeyShape shape, KeySource source, Door door) {
        long wallMillis = source.wallMillis();
        KeyMatch match = lookUp(request, hash, source, wallMillis);
        long nowMillis = source.storeMillis(wallMillis);
        Reason against = reasonAgainst(match, shape, door, nowMillis);
        return against == null || SlowKeys.slowFormat(shape) == null
                ? new KeyFound(against, match, nowMillis)
                : check(request, key, hash, shape, source, door);
    }

    /** What the key's SHA-256 finds; null: nothing that it proves. */
    @Nullable
    KeyMatch lookUp(RequestView request, KeyHash hash, KeySource source, long wallMillis) {
        return SlowKeys.ofWholeKey(source.find(hash, wallMillis, request, addressOf));
    }

    /** Has a key checked that its SHA-256 alone did not let in, if keys of its shape may have a slow hash. */
    KeyFound check(RequestView request, String key, KeyHash hash, KeyShape shape, KeySource source, Door door) {
        ImportedFormat slow = SlowKeys.slowFormat(shape);
        if (slow == null) {
            return KeyFound.UNKNOWN;
        }
        KeyFound checked =
                slowKeys.check(slow, key, hash, addresses.of(request), id -> source.find(id, request, addressOf));
        if (checked.against() != null) {
            return checked;
        }
        long nowMillis = source.millis();
        return new KeyFound(reasonAgainst(checked.match(), shape, door, nowMillis), checked.match(), nowMillis);
    }

    /** What was known of the key before the store could not be asked any more, if nothing speaks against it; else null. */
    @Nullable
    KeyMatch underGrace(KeyHash hash, KeyShape shape, KeySource source, Door door) {
        KeyMatch kept = SlowKeys.ofWholeKey(source.underGrace(hash));
        return reasonAgainst(kept, shape, door, source.millis()) == null ? kept : null;
    }

    private static @Nullable Reason reasonAgainst(@Nullable KeyMatch match, KeyShape shape, Door door, long nowMillis) {
        Reason dead = Liveness.reasonAgainst(match, shape.environment(), nowMillis);
        if (match == null || dead != null) {
            return dead == null ? Reason.UNKNOWN_KEY : dead;
        }
        return door.reasonAgainst(match);
    }
}
