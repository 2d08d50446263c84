package io.keystile.authn;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What becomes of a client that asks for a token: a {@link TokenGrant}, or the same {@link Refused} as of any request. */
public sealed interface ClientDecision permits TokenGrant, Refused {
    /** What follows from each of the two ends. */
    <T extends @Nullable Object> T fold(
            Function<? super TokenGrant, ? extends T> granted, Function<? super Refused, ? extends T> refused);
}
