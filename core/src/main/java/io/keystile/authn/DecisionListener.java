package io.keystile.authn;

/**
 * Is told of decisions, for audit logs and figures. For authors of listeners: called on the request's thread, by many at
 * once; what it throws is counted and dropped.
 */
public interface DecisionListener {
    /** A request was refused, and its answer made. */
    void onRefused(RefusedEvent event);

    /** Whether {@link #onGranted} is to be called; asked once, when the listener is installed. */
    default boolean wantsGranted() {
        return false;
    }

    /** A request was let on for a caller. */
    default void onGranted(GrantedEvent event) {}
}
