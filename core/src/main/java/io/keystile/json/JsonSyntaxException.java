package io.keystile.json;

/** A text that is no JSON, so that nothing after that place can be read. */
public final class JsonSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Spot at;

    JsonSyntaxException(Spot at, String message) {
        super(message);
        this.at = at;
    }

    /** Where reading ended. */
    public Spot at() {
        return at;
    }
}
