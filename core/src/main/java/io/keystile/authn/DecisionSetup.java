package io.keystile.authn;

import io.keystile.key.Environment;
import io.keystile.key.KeyFormats;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.store.CredentialStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What decisions are made by.
 *
 * @param policy which request needs what
 * @param formats how keys are written
 * @param stores by environment; a key of an environment without a store is refused
 * @param clientAddress where a request comes from
 * @param sessionGuard who keeps forged session requests out; null only if no route knows sessions
 * @param crossOrigins origins whose preflights are answered; empty: a preflight is a request like any other
 * @param operators keys of the admin plane
 * @param rateLimiter null: no limits
 * @param rateLimiterOutage what to do while the limiter can't tell
 * @param clientTenancy null: a client's key enters its own plane alone
 * @param clock wall clock
 * @param listeners told of what is decided
 */
public record DecisionSetup(
        AccessPolicy policy,
        KeyFormats formats,
        Map<Environment, CredentialStore> stores,
        ClientAddress clientAddress,
        @Nullable SessionGuard sessionGuard,
        Set<String> crossOrigins,
        List<OperatorKey> operators,
        @Nullable RateLimiter rateLimiter,
        RateLimiterOutage rateLimiterOutage,
        @Nullable ClientTenancy clientTenancy,
        InstantSource clock,
        List<DecisionListener> listeners) {
    /** Copies. */
    public DecisionSetup {
        stores = Map.copyOf(stores);
        crossOrigins = Set.copyOf(crossOrigins);
        operators = List.copyOf(operators);
        listeners = List.copyOf(listeners);
    }
}
