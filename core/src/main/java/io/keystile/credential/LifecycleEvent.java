package io.keystile.credential;

import io.keystile.key.Environment;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One step in the life of a credential or a tenant, kept for ever beside the record it changed. Holds no key and no hash.
 *
 * @param at when
 * @param kind which step
 * @param actor who, and from where
 * @param environment of the store
 * @param tenant whose
 * @param credential which; null for a tenant's step
 * @param before the fields that differ, as they were; empty for an issue
 * @param after the fields that differ, as they are
 */
public record LifecycleEvent(
        Instant at,
        Kind kind,
        Actor actor,
        Environment environment,
        String tenant,
        @Nullable CredentialId credential,
        Map<String, String> before,
        Map<String, String> after) {
    /** Copies. */
    public LifecycleEvent {
        before = Collections.unmodifiableMap(new TreeMap<>(before));
        after = Collections.unmodifiableMap(new TreeMap<>(after));
    }

    /** The steps. */
    public enum Kind {
        /** A credential was made, with its first key. */
        ISSUED,
        /** A credential was made for a key that another system had issued. */
        IMPORTED,
        /** An imported key was proved by its first use, and its slow hash gave way to SHA-256. */
        REHASHED,
        /** A new key; the one before it may be in grace. */
        ROTATED,
        /** Every previous key was ended. */
        PREVIOUS_KEYS_ENDED,
        /** Every access token that was made for it so far was ended; its keys live on. */
        TOKENS_ENDED,
        /** Access, allowlist, expiry or details changed. */
        CHANGED,
        /** Refused until resumed. */
        SUSPENDED,
        /** Accepted again. */
        RESUMED,
        /** Refused for ever. */
        REVOKED,
        /** All the tenant's keys are refused. */
        TENANT_SUSPENDED,
        /** The tenant's keys are accepted again. */
        TENANT_RESUMED,
        /** The tenant's limits or details changed. */
        TENANT_CHANGED
    }

    /** The step from {@code before} (null: none) to {@code after}. */
    public static LifecycleEvent of(Kind kind, Actor actor, Instant at, @Nullable Credential before, Credential after) {
        Map<String, String> old = before == null ? Map.of() : Facts.of(before);
        Map<String, String> now = Facts.of(after);
        return new LifecycleEvent(
                at,
                kind,
                actor,
                after.environment(),
                after.tenant(),
                after.id(),
                Facts.without(old, now),
                Facts.without(now, old));
    }

    /** The tenant's step from {@code before} to {@code after}. */
    public static LifecycleEvent of(
            Kind kind, Actor actor, Instant at, Environment environment, Tenant before, Tenant after) {
        Map<String, String> old = Facts.of(before);
        Map<String, String> now = Facts.of(after);
        return new LifecycleEvent(
                at, kind, actor, environment, after.id(), null, Facts.without(old, now), Facts.without(now, old));
    }
}
