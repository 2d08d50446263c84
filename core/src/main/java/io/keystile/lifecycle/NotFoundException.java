package io.keystile.lifecycle;

/** There is no such credential, or tenant, in this environment's store. */
public final class NotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotFoundException(String message) {
        super(message);
    }
}
