package io.keystile.examples.mandateapi;

import io.keystile.authn.Reason;

/** A resource refuses a caller whom the policy has let in, by the uniform answer of the reason's kind. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    Refusal(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
