package io.keystile.authn;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A CORS preflight from a listed origin: answered here, never passed on (Fetch standard, CORS-preflight request).
 *
 * @param origin as listed
 * @param method the method it asks for
 */
public record Preflight(String origin, String method) implements Decision {
    @Override
    public <T extends @Nullable Object> T fold(
            Function<? super Granted, ? extends T> granted,
            Function<? super Unguarded, ? extends T> unguarded,
            Function<? super Preflight, ? extends T> preflight,
            Function<? super Refused, ? extends T> refused) {
        return preflight.apply(this);
    }
}
