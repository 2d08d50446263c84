package io.keystile.store;

/**
 * The most that a store's cache keeps and asks.
 *
 * @param keys keys of credentials, dead ones too; about 1 KiB each. Beyond it, those that were not used lately go. 100 and more
 * @param unknownKeys keys that are known to be nobody's; about 200 bytes each. Beyond it, the oldest go. 10 and more
 * @param lookUpsPerSecond look-ups of keys that were never seen before; past it such a key gets 503. 10 and more
 */
public record CacheLimits(int keys, int unknownKeys, int lookUpsPerSecond) {
    private static final CacheLimits DEFAULTS = new CacheLimits(100_000, 10_000, 2_000);

    /** Checks all three. */
    public CacheLimits {
        check("keys", keys, 100);
        check("unknownKeys", unknownKeys, 10);
        check("lookUpsPerSecond", lookUpsPerSecond, 10);
    }

    /** 100,000 keys, 10,000 unknown ones, 2,000 look-ups a second. */
    public static CacheLimits defaults() {
        return DEFAULTS;
    }

    private static void check(String name, int given, int least) {
        if (given < least) {
            throw new IllegalArgumentException(name + " is " + given + ", must be " + least + " or more");
        }
    }
}
