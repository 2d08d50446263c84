package io.keystile.authn;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Go on, without a caller: none was asked for, or the application's own session stands for one. */
public enum Unguarded implements Decision {
    /** A rule opens this route to everyone. */
    PUBLIC,
    /** The route welcomes a session, and there is one; the user in it is the application's. */
    SESSION,
    /** Neither a rule nor a guarded root covers the path. */
    OUTSIDE;

    @Override
    public <T extends @Nullable Object> T fold(
            Function<? super Granted, ? extends T> granted,
            Function<? super Unguarded, ? extends T> unguarded,
            Function<? super Preflight, ? extends T> preflight,
            Function<? super Refused, ? extends T> refused) {
        return unguarded.apply(this);
    }
}
