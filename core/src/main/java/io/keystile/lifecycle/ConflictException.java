package io.keystile.lifecycle;

/** The step does not fit what the credential is by now, as rotating a revoked one; nothing was changed. */
public final class ConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConflictException(String message) {
        super(message);
    }
}
