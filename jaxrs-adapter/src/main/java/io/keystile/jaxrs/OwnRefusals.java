package io.keystile.jaxrs;

import io.keystile.Keystile;
import io.keystile.authn.Reason;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;

/**
 * The uniform answers for what the application's own filters refuse, such as a login that failed: byte for byte those of
 * {@link KeystileFeature}, and recorded like them. Safe for all threads.
 */
public final class OwnRefusals {
    private final Keystile keystile;

    /** Answers as {@code keystile} does. */
    public OwnRefusals(Keystile keystile) {
        this.keystile = keystile;
    }

    /**
     * The answer of the reason's kind, for {@code abortWith}.
     *
     * @param reason for the operator alone
     * @param request one that a feature of the same Keystile has let on
     * @throws IllegalStateException if none has seen it
     */
    public Response answer(Reason reason, ContainerRequestContext request) {
        Judged judged = Judged.find(request::getProperty, keystile);
        if (judged == null) {
            throw new IllegalStateException("no KeystileFeature of this Keystile has decided about the request");
        }
        judged.refuse();
        return Responses.of(keystile.answer(reason, judged.view()));
    }
}
