package io.keystile.ratelimit;

import io.keystile.authn.RateLimiter;
import io.keystile.authn.RateVerdict;
import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.Limit;
import io.keystile.credential.Tenant;
import io.keystile.key.Environment;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Counts in this process alone, exactly: of N/T, at most N + N·d/T over any time d. Never can't tell. All limits that hold for a
 * request, the organisation's and the credential's, are spent together or not at all. For any number of threads.
 *
 * <p>Keeps about 200 bytes for each organisation that isn't back at its full limits, and forgets the others; of both environments
 * and of credentials with limits of their own it keeps at most as many as were allowed for each. Past that, newcomers may get
 * less than their limits until those that were forgotten for them would have theirs again, and nobody gets more.
 */
public final class InProcessRateLimiter implements RateLimiter {
    private static final int MOST_TENANTS = 1_000_000;

    private final Limits limits;
    private final LongSupplier nanos;
    private final Map<Environment, Buckets<String>> tenants = new EnumMap<>(Environment.class);
    private final Buckets<CredentialId> credentials;

    private InProcessRateLimiter(Limits limits, int mostTenants, LongSupplier nanoTime) {
        if (mostTenants < 1) {
            throw new IllegalArgumentException("mostTenants must be at least 1, but is " + mostTenants);
        }
        this.limits = limits;
        long origin = nanoTime.getAsLong();
        this.nanos = () -> nanoTime.getAsLong() - origin;
        for (Environment environment : Environment.values()) {
            tenants.put(environment, new Buckets<>(mostTenants));
        }
        this.credentials = new Buckets<>(mostTenants);
    }

    /** By these limits, for up to a million organisations at once. */
    public static InProcessRateLimiter of(Limits limits) {
        return of(limits, MOST_TENANTS);
    }

    /**
     * By these limits.
     *
     * @param mostTenants of each environment, below their full limits at once
     * @throws IllegalArgumentException if that is less than 1
     */
    public static InProcessRateLimiter of(Limits limits, int mostTenants) {
        return of(limits, mostTenants, System::nanoTime);
    }

    static InProcessRateLimiter of(Limits limits, int mostTenants, LongSupplier nanoTime) {
        return new InProcessRateLimiter(limits, mostTenants, nanoTime);
    }

    @Override
    public RateVerdict spend(Environment environment, Tenant tenant, Credential credential, int cost) {
        return account(environment, tenant, credential).spend(cost);
    }

    /** Keeps hold of the organisation's bucket, so that no map is asked for it again. */
    @Override
    public Account account(Environment environment, Tenant tenant, Credential credential) {
        Buckets<String> buckets = Objects.requireNonNull(tenants.get(environment));
        TenantAccount shared = new TenantAccount(buckets, tenant.id(), limits.of(tenant), nanos);
        List<Limit> own = Limits.of(credential);
        return own.isEmpty()
                ? shared
                : new CredentialAccount(new Place<>(credentials, credential.id(), own), shared, nanos);
    }

    /** How many organisations are counted at the moment, both environments together. */
    public int tenants() {
        return tenants.values().stream().mapToInt(Buckets::size).sum();
    }
}
