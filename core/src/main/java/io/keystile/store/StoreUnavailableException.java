package io.keystile.store;

/** The store can't be asked: the key is neither good nor bad. Requests get 503 then, never 401. */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * With its cause.
     *
     * @param message what could not be done; holds no key, hash or row
     */
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Without a cause.
     *
     * @param message what could not be done; holds no key, hash or row
     */
    public StoreUnavailableException(String message) {
        super(message);
    }
}
