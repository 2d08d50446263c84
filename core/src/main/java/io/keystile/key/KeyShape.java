package io.keystile.key;

import org.jspecify.annotations.Nullable;

/** What a well-formed key says by its shape alone; that such a key exists is not said. Immutable. */
public final class KeyShape {
    /** The canonical form, {@code <prefix>_live_…}, with the right checksum. */
    public static final KeyShape LIVE = new KeyShape("LIVE", Environment.LIVE, null);
    /** The canonical form, {@code <prefix>_test_…}, with the right checksum. */
    public static final KeyShape SANDBOX = new KeyShape("SANDBOX", Environment.SANDBOX, null);
    /** The legacy form, {@code <prefix>_…}: production, without checksum. */
    public static final KeyShape LEGACY = new KeyShape("LEGACY", Environment.LIVE, null);

    private final String name;
    private final Environment environment;
    private final @Nullable ImportedFormat imported;

    private KeyShape(String name, Environment environment, @Nullable ImportedFormat imported) {
        this.name = name;
        this.environment = environment;
        this.imported = imported;
    }

    static KeyShape of(ImportedFormat format) {
        return new KeyShape("IMPORTED " + format.name(), format.environment(), format);
    }

    /** Where such a key works. */
    public Environment environment() {
        return environment;
    }

    /** Whether this is the form that is accepted for old callers' sake and never issued. */
    public boolean isLegacy() {
        return this == LEGACY;
    }

    /** The format of another system that it is of; null: one of our own. */
    public @Nullable ImportedFormat imported() {
        return imported;
    }

    @Override
    public String toString() {
        return name;
    }
}
