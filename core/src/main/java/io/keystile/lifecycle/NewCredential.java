package io.keystile.lifecycle;

import io.keystile.credential.Access;
import io.keystile.credential.CredentialSettings;
import io.keystile.credential.InvalidFieldException;
import io.keystile.credential.Limit;
import io.keystile.credential.Plane;
import io.keystile.net.AddressRanges;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A credential to be issued. Immutable: each method returns another. What it may do must be said: there is no default. */
public final class NewCredential {
    private final Plane plane;
    private final String owner;
    private final String tenant;
    private final @Nullable String issuedBy;
    private final @Nullable Access access;
    // Holds all but the access, for which it has a stand-in until settings() is asked.
    private final CredentialSettings rest;

    private NewCredential(
            Plane plane,
            String owner,
            String tenant,
            @Nullable String issuedBy,
            @Nullable Access access,
            CredentialSettings rest) {
        this.plane = plane;
        this.owner = owner;
        this.tenant = tenant;
        this.issuedBy = issuedBy;
        this.access = access;
        this.rest = rest;
    }

    /** A key of the tenant itself. */
    public static NewCredential client(String tenant) {
        return of(Plane.CLIENT, tenant, tenant);
    }

    /** A key of the principal {@code owner}, who belongs to {@code tenant}. */
    public static NewCredential principal(String owner, String tenant) {
        return of(Plane.PRINCIPAL, owner, tenant);
    }

    private static NewCredential of(Plane plane, String owner, String tenant) {
        return new NewCredential(plane, owner, tenant, null, null, CredentialSettings.of(Access.full()));
    }

    /** What it may do. */
    public NewCredential access(Access newAccess) {
        return new NewCredential(plane, owner, tenant, issuedBy, newAccess, rest);
    }

    /** Who makes it, if that is not the lifecycle's actor. */
    public NewCredential issuedBy(String maker) {
        return new NewCredential(plane, owner, tenant, maker, access, rest);
    }

    /**
     * The addresses that it may be used from, CIDR ranges or single ones.
     *
     * @throws InvalidFieldException if an entry is none
     */
    public NewCredential allowAddresses(String... ranges) {
        try {
            return allowAddresses(AddressRanges.of(ranges));
        } catch (IllegalArgumentException e) {
            // Not the parser's own message: that would quote the request.
            throw new InvalidFieldException(
                    "ip_allowlist", "must hold IP addresses and CIDR blocks alone, without bits beyond the mask");
        }
    }

    /**
     * The addresses that it may be used from.
     *
     * @see #allowAddresses(String...)
     */
    public NewCredential allowAddresses(AddressRanges ranges) {
        return with(s -> s.withAllowlist(ranges));
    }

    /** The first instant at which it is dead; in the future, when issued. */
    public NewCredential expiresAt(@Nullable Instant end) {
        return with(s -> s.withExpiresAt(end));
    }

    /** What people call it. */
    public NewCredential label(String label) {
        return with(s -> s.withLabel(label));
    }

    /** What programs want to know of it; never secret. */
    public NewCredential attributes(Map<String, String> attributes) {
        return with(s -> s.withAttributes(attributes));
    }

    /** Limits of its own. */
    public NewCredential limits(Limit... limits) {
        return with(s -> s.withLimits(List.of(limits)));
    }

    private NewCredential with(UnaryOperator<CredentialSettings> change) {
        return new NewCredential(plane, owner, tenant, issuedBy, access, change.apply(rest));
    }

    Plane plane() {
        return plane;
    }

    String owner() {
        return owner;
    }

    String tenant() {
        return tenant;
    }

    @Nullable
    String issuedBy() {
        return issuedBy;
    }

    @Nullable
    Access access() {
        return access;
    }

    CredentialSettings settings() {
        if (access == null) {
            throw new InvalidFieldException("scopes", "must be said: Access.full() or Access.only(…)");
        }
        return rest.withAccess(access);
    }

    CredentialSettings rest() {
        return rest;
    }

    NewCredential with(Access boundAccess, CredentialSettings bound, String maker) {
        return new NewCredential(plane, owner, tenant, maker, boundAccess, bound);
    }
}
