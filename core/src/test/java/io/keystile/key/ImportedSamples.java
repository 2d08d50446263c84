package io.keystile.key;

/** Formats of other systems, and keys of them. */
public final class ImportedSamples {
    /** Costs little, so that tests can afford it. */
    public static final SlowHashCost CHEAP = new SlowHashCost.Bcrypt(4);

    /** {@code old_<8 characters>.<32 characters>}, by bcrypt; random enough to give it up. */
    public static final ImportedFormat SLOW = slow("old", Environment.LIVE)
            .declaringEntropy(190)
            .slowHashes(CHEAP)
            .build();

    /** Forty hexadecimal digits, by SHA-256. */
    public static final ImportedFormat FAST = ImportedFormat.named("hex", Environment.LIVE)
            .secret(ImportedFormat.HEX, 40)
            .build();

    private ImportedSamples() {}

    /** The same pattern, to be finished; starts with its name. */
    public static ImportedFormatBuilder slow(String name, Environment environment) {
        return ImportedFormat.named(name, environment)
                .literal(name + '_')
                .lookUpId(ImportedFormat.ALPHANUMERIC, 8)
                .literal(".")
                .secret(ImportedFormat.ALPHANUMERIC, 32);
    }
}
