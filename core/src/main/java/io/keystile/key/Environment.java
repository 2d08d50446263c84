package io.keystile.key;

/** Where a key works, said by its prefix alone. */
public enum Environment {
    /** Production; a key says {@code live}, or nothing in the legacy form. */
    LIVE("live"),
    /** The playground; a key says {@code test}. */
    SANDBOX("test");

    private final String segment;

    Environment(String segment) {
        this.segment = segment;
    }

    /** The part of a key between its prefix and its secret: {@code live} or {@code test}. */
    public String segment() {
        return segment;
    }
}
