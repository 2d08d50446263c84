package io.keystile.authn;

import io.keystile.credential.Actor;
import io.keystile.credential.Credential;
import io.keystile.key.Environment;
import io.keystile.key.ImportedFormat;
import io.keystile.key.KeyHash;
import io.keystile.key.KeyShape;
import io.keystile.key.SlowHash;
import io.keystile.key.SlowHashCost;
import io.keystile.key.SlowHashVerifier;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.net.IpAddress;
import io.keystile.store.KeyMatch;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imported keys that only a slow hash proves: checks them, at the same price whether the look-up id is known or not, and lets
 * SHA-256 take over where that is enough. Thread-safe.
 */
public final class SlowKeys {
    private static final Logger LOG = LoggerFactory.getLogger(SlowKeys.class);

    private final @Nullable SlowHashVerifier verifier;
    private final SlowCheckGate gate;
    private final Map<Environment, CredentialLifecycle> lifecycles;

    private SlowKeys(
            @Nullable SlowHashVerifier verifier,
            SlowCheckLimits limits,
            Map<Environment, CredentialLifecycle> lifecycles) {
        this.verifier = verifier;
        this.gate = new SlowCheckGate(limits);
        this.lifecycles = Map.copyOf(lifecycles);
    }

    /** Where no format has slow hashes. */
    public static SlowKeys none() {
        return new SlowKeys(null, SlowCheckLimits.defaults(), Map.of());
    }

    /**
     * Checks by a verifier.
     *
     * @param lifecycles of the environments that such keys are of
     */
    public static SlowKeys checkedBy(
            SlowHashVerifier verifier, SlowCheckLimits limits, Map<Environment, CredentialLifecycle> lifecycles) {
        return new SlowKeys(verifier, limits, lifecycles);
    }

    /** What a look-up by the SHA-256 of a whole key found; null too for what is only a look-up id's, which proves nothing. */
    static @Nullable KeyMatch ofWholeKey(@Nullable KeyMatch found) {
        return found == null || found.hasSlowHash() ? null : found;
    }

    /** Whether keys of that shape may be known by a slow hash: then what is refused at once would tell that it isn't. */
    static @Nullable ImportedFormat slowFormat(KeyShape shape) {
        ImportedFormat format = shape.imported();
        return format == null || format.slowHashes().isEmpty() ? null : format;
    }

    /**
     * Checks a key that its SHA-256 alone did not let in. A place comes before the look-up, and the same two look-ups and the
     * same work follow, whatever they find.
     *
     * @return with what speaks against it; null: it is proved, which says nothing yet of whether it is alive
     */
    KeyFound check(
            ImportedFormat format,
            String key,
            KeyHash whole,
            @Nullable IpAddress client,
            Function<KeyHash, @Nullable KeyMatch> store) {
        SlowHashVerifier known = verifier;
        if (known == null) {
            throw new IllegalStateException("a format has slow hashes, and nothing was set to check them");
        }
        KeyHash id = format.lookUpHashOf(key);
        try (SlowCheckGate.Place place = gate.enter(id, client)) {
            if (place == null) {
                return KeyFound.FULL;
            }
            KeyMatch byId = store.apply(id);
            // In this order: who waited while another request proved the key finds it by one of both.
            KeyMatch byWhole = ofWholeKey(store.apply(whole));
            boolean proved = isProved(known, format, byId, key);
            if (byWhole != null) {
                return new KeyFound(null, byWhole, 0);
            }
            if (byId == null || byId.key().slowHash() == null) {
                return KeyFound.UNKNOWN;
            }
            return new KeyFound(proved ? null : Reason.WRONG_SECRET, byId, 0);
        }
    }

    /** Does the work of every cost that the format names, with the stored hash in its turn. */
    private static boolean isProved(
            SlowHashVerifier verifier, ImportedFormat format, @Nullable KeyMatch match, String key) {
        SlowHash stored = match == null ? null : match.key().slowHash();
        SlowHashCost storedCost = match == null || stored == null ? null : costOf(stored, match.credential());
        boolean proved = false;
        for (SlowHashCost cost : format.slowHashes()) {
            if (stored != null && cost.equals(storedCost)) {
                proved = verifier.matches(stored, key);
            } else {
                verifier.matches(cost.ofNoKey(), key);
            }
        }
        return proved;
    }

    /** Null where no one of ours has written it: such a hash is never run, whatever it would cost. */
    private static @Nullable SlowHashCost costOf(SlowHash stored, Credential credential) {
        try {
            return SlowHashCost.of(stored);
        } catch (IllegalArgumentException e) {
            LOG.error("A slow hash of {} can't be checked: {}", credential.id(), e.getMessage());
            return null;
        }
    }

    /** Has SHA-256 stand for the slow hash of a key that was just proved and let in; the request goes on, whatever comes of it. */
    void settle(KeyMatch match, String key, KeyShape shape) {
        ImportedFormat format = shape.imported();
        if (format == null || !match.hasSlowHash() || !format.affordsFastHash()) {
            return;
        }
        Credential credential = match.credential();
        CredentialLifecycle lifecycle = lifecycles.get(credential.environment());
        if (lifecycle == null) {
            return;
        }
        try {
            lifecycle
                    .actingAs(Actor.named(credential.id().value()))
                    .rehash(credential.id(), match.key(), KeyHash.of(key));
        } catch (RuntimeException e) {
            LOG.warn(
                    "The key of {} keeps its slow hash until its next use: {}",
                    credential.id(),
                    e.getClass().getName());
        }
    }
}
