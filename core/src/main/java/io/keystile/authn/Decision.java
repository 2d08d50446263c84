package io.keystile.authn;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the library answers about one request. It has four ends, and {@link #fold} is how to tell them apart: there is no
 * {@code isAllowed}, since "go on" comes with a caller or without one.
 */
public sealed interface Decision permits Granted, Unguarded, Preflight, Refused {
    /** Calls the one function that fits. */
    <T extends @Nullable Object> T fold(
            Function<? super Granted, ? extends T> granted,
            Function<? super Unguarded, ? extends T> unguarded,
            Function<? super Preflight, ? extends T> preflight,
            Function<? super Refused, ? extends T> refused);
}
