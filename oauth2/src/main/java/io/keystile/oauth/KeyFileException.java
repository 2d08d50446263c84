package io.keystile.oauth;

/** A file of signing keys that can't be used. Says which key of it and why; holds nothing of a key. */
public final class KeyFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyFileException(String message) {
        super(message);
    }
}
