package io.keystile.oauth;

/** A request whose bytes alone make it none (RFC 6749 §5.2, {@code invalid_request}). Quotes nothing of it. */
final class InvalidRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What a client's author may read: visible ASCII without quotes and backslashes. */
    InvalidRequestException(String description) {
        super(description, null, false, false);
    }

    String description() {
        return String.valueOf(getMessage());
    }
}
