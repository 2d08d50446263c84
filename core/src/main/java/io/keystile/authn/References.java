package io.keystile.authn;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * References of refusals: 128 bits of an AES-CTR keystream, seeded once. A {@code SecureRandom} call each would cost more
 * than the decision itself. Thread-safe.
 */
final class References {
    private static final int BYTES = 16;
    private static final int BLOCK = 64 * BYTES;

    private final Cipher cipher;
    private final byte[] zeros = new byte[BLOCK];
    private final byte[] stream = new byte[BLOCK];
    private int used = BLOCK;

    References() {
        byte[] seed = new byte[2 * BYTES];
        new SecureRandom().nextBytes(seed);
        try {
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(seed, 0, BYTES, "AES"),
                    new IvParameterSpec(seed, BYTES, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES in counter mode", e);
        }
    }

    /** 32 hexadecimal digits. */
    synchronized String next() {
        if (used == BLOCK) {
            try {
                cipher.update(zeros, 0, BLOCK, stream);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("a stream cipher has no short output", e);
            }
            used = 0;
        }
        String next = HexFormat.of().formatHex(stream, used, used + BYTES);
        used += BYTES;
        return next;
    }
}
