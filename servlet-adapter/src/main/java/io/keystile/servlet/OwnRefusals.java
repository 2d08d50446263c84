package io.keystile.servlet;

import io.keystile.Keystile;
import io.keystile.authn.Reason;
import io.keystile.request.RequestView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The uniform answers for what the application itself refuses, such as a login that failed: byte for byte those of {@link
 * KeystileFilter}, and recorded like them. Safe for all threads.
 */
public final class OwnRefusals {
    private final Keystile keystile;

    /** Answers as {@code keystile} does. */
    public OwnRefusals(Keystile keystile) {
        this.keystile = keystile;
    }

    /**
     * Writes the answer of the reason's kind, in place of what was written and not sent yet.
     *
     * @param reason for the operator alone
     */
    public void write(Reason reason, HttpServletRequest request, HttpServletResponse response) throws IOException {
        AnswerWriter.writeInstead(keystile.answer(reason, view(request)), request, response);
    }

    /** The request as core reads it, without a session. */
    public RequestView view(HttpServletRequest request) {
        return new ServletRequestView(request, any -> false, keystile.policy());
    }
}
