package io.keystile.examples.directdebit;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A salted hash of a password (PBKDF2, RFC 8018 §5.2): slow on purpose, since people's passwords can be guessed. */
final class PasswordHash {
    /** What a guess is to cost. */
    static final int ITERATIONS = 210_000;

    private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final int iterations;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(int iterations, byte[] salt, byte[] hash) {
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
    }

    static PasswordHash of(String password, int iterations) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return new PasswordHash(iterations, salt, derive(password, salt, iterations));
    }

    /** In a time that says nothing of where they differ. */
    boolean matches(String password) {
        return MessageDigest.isEqual(hash, derive(password, salt, iterations));
    }

    private static byte[] derive(String password, byte[] salt, int iterations) {
        try {
            PBEKeySpec spec = new PBEKeySpec(digest(password), salt, iterations, HASH_BITS);
            return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256 and " + ALGORITHM, e);
        }
    }

    /**
     * Another text for every password. PBKDF2's HMAC pads what it is given with zeros and replaces what is longer than its
     * block (RFC 2104 §2), so that it takes a password and the same with a NUL behind it for one.
     */
    private static char[] digest(String password) throws GeneralSecurityException {
        ByteBuffer units = ByteBuffer.allocate(Character.BYTES * password.length());
        units.asCharBuffer().put(password);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(units.array());
        return HexFormat.of().formatHex(digest).toCharArray();
    }
}
