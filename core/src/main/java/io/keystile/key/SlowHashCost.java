package io.keystile.key;

/**
 * What one check of a slow hash costs. Bounded from above, since whoever brings a hash brings its price, and from below by
 * the functions' own definitions.
 */
public sealed interface SlowHashCost {
    /** The least cost of bcrypt. */
    int MIN_BCRYPT_COST = 4;

    /** The highest cost of bcrypt that is accepted: about a second. */
    int MAX_BCRYPT_COST = 14;

    /** The most memory of Argon2id that is accepted, in KiB: 256 MiB. */
    int MAX_MEMORY_KIB = 1 << 18;

    /** The most that memory times iterations of Argon2id may be, in KiB: about a second. */
    int MAX_MEMORY_KIB_TIMES_ITERATIONS = 1 << 20;

    /** The most lanes of Argon2id. */
    int MAX_PARALLELISM = 16;

    /**
     * The costs of bcrypt.
     *
     * @param cost the logarithm of its rounds, 4 to 14
     */
    record Bcrypt(int cost) implements SlowHashCost {
        /** Checks the bounds. */
        public Bcrypt {
            within("bcrypt cost", cost, MIN_BCRYPT_COST, MAX_BCRYPT_COST);
        }

        @Override
        public String toString() {
            return "bcrypt cost " + cost;
        }
    }

    /**
     * The costs of Argon2id (RFC 9106 §3.1).
     *
     * @param memoryKib 8 for each lane, to 256 MiB
     * @param iterations at least 1; with the memory, at most 1 GiB is written
     * @param parallelism lanes, 1 to 16
     */
    record Argon2id(int memoryKib, int iterations, int parallelism) implements SlowHashCost {
        /** Checks the bounds. */
        public Argon2id {
            within("argon2id parallelism", parallelism, 1, MAX_PARALLELISM);
            within("argon2id memory in KiB", memoryKib, 8 * parallelism, MAX_MEMORY_KIB);
            within("argon2id iterations with this memory", iterations, 1, MAX_MEMORY_KIB_TIMES_ITERATIONS / memoryKib);
        }

        @Override
        public String toString() {
            return "argon2id m=" + memoryKib + ",t=" + iterations + ",p=" + parallelism;
        }
    }

    /**
     * The costs that an encoded hash says it has.
     *
     * @throws IllegalArgumentException if it is neither bcrypt ({@code $2a$}, {@code $2b$}, {@code $2y$}) nor Argon2id
     *     version 19 as a PHC string, or dearer than the bounds; the message shows nothing of it but its costs
     */
    static SlowHashCost of(SlowHash hash) {
        return hash.isBcrypt()
                ? BcryptText.parse(hash.encoded()).cost()
                : Argon2Text.parse(hash.encoded()).cost();
    }

    /** A hash of these costs that no known key has: checking it takes as long as checking any other. */
    default SlowHash ofNoKey() {
        return this instanceof Argon2id argon2id
                ? new SlowHash(Argon2Text.ofNoKey(argon2id))
                : new SlowHash(BcryptText.ofNoKey((Bcrypt) this));
    }

    private static void within(String what, int given, int min, int max) {
        if (given < min || given > max) {
            throw new IllegalArgumentException("%s: is %d, must be %d to %d".formatted(what, given, min, max));
        }
    }
}
