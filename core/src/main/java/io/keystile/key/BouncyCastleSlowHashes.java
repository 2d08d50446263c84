package io.keystile.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.BCrypt;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * bcrypt and Argon2id by Bouncy Castle's lightweight classes, an optional dependency; its provider is neither needed nor
 * registered. Thread-safe.
 */
public final class BouncyCastleSlowHashes implements SlowHashVerifier {
    /** What bcrypt reads of a key; of a longer one it would accept every key with the same beginning. */
    static final int BCRYPT_BYTES = 72;

    /**
     * Looks for Bouncy Castle.
     *
     * @throws IllegalStateException if it is not there
     */
    public BouncyCastleSlowHashes() {
        try {
            Present.check();
        } catch (NoClassDefFoundError missing) {
            throw new IllegalStateException(
                    "slow hashes need the optional dependency org.bouncycastle:bcprov-jdk18on 1.86, which is not on the"
                            + " class path or among the resolved modules",
                    missing);
        }
    }

    @Override
    public boolean matches(SlowHash hash, String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        try {
            return hash.isBcrypt()
                    ? matches(BcryptText.parse(hash.encoded()), bytes)
                    : matches(Argon2Text.parse(hash.encoded()), bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static boolean matches(BcryptText text, byte[] key) {
        // It hashes the key with its end, a NUL, as C strings have one: those within the key would be ends as well.
        boolean withEnd = true;
        byte[] read = Arrays.copyOf(key, Math.min(key.length, BCRYPT_BYTES));
        byte[] made = BCrypt.generate(read, text.salt(), text.cost().cost(), withEnd);
        Arrays.fill(read, (byte) 0);
        boolean same = MessageDigest.isEqual(text.hash(), Arrays.copyOf(made, text.hash().length));
        return same && key.length <= BCRYPT_BYTES && !holdsNul(key);
    }

    private static boolean matches(Argon2Text text, byte[] key) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(text.cost().memoryKib())
                .withIterations(text.cost().iterations())
                .withParallelism(text.cost().parallelism())
                .withSalt(text.salt())
                .build());
        byte[] made = new byte[text.hash().length];
        generator.generateBytes(key, made);
        return MessageDigest.isEqual(text.hash(), made);
    }

    private static boolean holdsNul(byte[] key) {
        for (byte b : key) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    /** Names Bouncy Castle where nothing else is done. */
    private static final class Present {
        private Present() {}

        static void check() {
            Class<?> found = Argon2BytesGenerator.class;
            if (!found.getName().startsWith("org.bouncycastle.")) {
                throw new IllegalStateException("another class stands in for " + found.getName());
            }
        }
    }
}
