package io.keystile.key;

/** What a well-formed key says by its shape alone; that such a key exists is not said. */
public enum KeyShape {
    /** The canonical form, {@code <prefix>_live_…}, with the right checksum. */
    LIVE(Environment.LIVE),
    /** The canonical form, {@code <prefix>_test_…}, with the right checksum. */
    SANDBOX(Environment.SANDBOX),
    /** The legacy form, {@code <prefix>_…}: production, without checksum. */
    LEGACY(Environment.LIVE);

    private final Environment environment;

    KeyShape(Environment environment) {
        this.environment = environment;
    }

    /** Where such a key works. */
    public Environment environment() {
        return environment;
    }

    /** Whether this is the form that is accepted for old callers' sake and never issued. */
    public boolean isLegacy() {
        return this == LEGACY;
    }
}
