package io.keystile.authn;

import io.keystile.credential.Credential;
import io.keystile.credential.Plane;
import io.keystile.policy.Judgement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** As whom a credential enters a route: as itself, or, by client tenancy, a client as its one principal. */
final class Standing {
    private final @Nullable ClientTenancy tenancy;

    Standing(@Nullable ClientTenancy tenancy) {
        this.tenancy = tenancy;
    }

    /** The plane that a credential of one enters the route by; null if by none. */
    @Nullable
    Plane planeAt(Judgement judgement, Plane own) {
        if (judgement.need(own) != null) {
            return own;
        }
        boolean asPrincipal = tenancy != null && own == Plane.CLIENT && judgement.need(Plane.PRINCIPAL) != null;
        return asPrincipal ? Plane.PRINCIPAL : null;
    }

    /** Whom it resolves to on that plane; null if that is not one alone. */
    @Nullable
    String ownerOn(Plane plane, Credential credential) {
        if (plane == credential.plane()) {
            return credential.owner();
        }
        if (tenancy == null) {
            return null;
        }
        List<String> principals = tenancy.principalsOf(credential.environment(), credential.owner());
        return principals.size() == 1 ? principals.get(0) : null;
    }
}
