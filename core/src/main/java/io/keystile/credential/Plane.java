package io.keystile.credential;

/** Which set of routes a credential can enter at all. */
public enum Plane {
    /** The tenant's own credential: onboarding. */
    CLIENT(1),
    /** One principal's credential: the runtime API. */
    PRINCIPAL(2),
    /** An operator's key: the administration of the service. Never stored as a credential. */
    ADMIN(4);

    final int bit;

    Plane(int bit) {
        this.bit = bit;
    }
}
