package io.keystile.authn;

/** Too many signatures of tokens that were never seen before were to be checked: this one was not, good or bad. */
public final class TokenChecksFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Without a stack: it is thrown when there is too much to do already. */
    public TokenChecksFullException() {
        super("too many checks of tokens never seen before", null, false, false);
    }
}
