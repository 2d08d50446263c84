package io.keystile.key;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/**
 * SHA-256 of a text, with a digest and a small buffer kept by each platform thread; neither holds anything of the text
 * afterwards.
 */
final class Sha256 {
    /** Longer texts go through the buffer in pieces, so that a huge header leaves no huge buffer behind. */
    static final int BUFFER_LENGTH = 256;

    // A pair of the JDK's own types: a class of ours here would pin a web application's class loader to the container's
    // threads after it was undeployed.
    private static final ThreadLocal<Map.Entry<MessageDigest, byte[]>> KEPT = ThreadLocal.withInitial(Sha256::fresh);

    private static final int DIGEST_LENGTH = 32;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Sha256() {}

    static KeyHash hash(String text) {
        return hash(text, 0);
    }

    /** The same of what stands from that index on. */
    static KeyHash hash(String text, int start) {
        Map.Entry<MessageDigest, byte[]> tools = tools();
        return hash(text, start, tools.getKey(), tools.getValue());
    }

    /** What this thread hashes with: virtual threads live for one request, so keeping anything there would be waste. */
    static Map.Entry<MessageDigest, byte[]> tools() {
        return VirtualThreads.isCurrent() ? fresh() : KEPT.get();
    }

    /** The same for a text that is known to be ASCII. */
    static KeyHash hashAscii(String text) {
        Map.Entry<MessageDigest, byte[]> tools = tools();
        MessageDigest digest = tools.getKey();
        byte[] buffer = tools.getValue();
        update(digest, buffer, text, 0);
        return finish(text, digest, buffer);
    }

    private static KeyHash hash(String text, int start, MessageDigest digest, byte[] buffer) {
        if (isAscii(text, start)) {
            update(digest, buffer, text, start);
        } else {
            digest.update(text.substring(start).getBytes(StandardCharsets.UTF_8));
        }
        return finish(text, digest, buffer);
    }

    private static KeyHash finish(String text, MessageDigest digest, byte[] buffer) {
        try {
            digest.digest(buffer, 0, DIGEST_LENGTH);
            return new KeyHash(
                    (long) LONG.get(buffer, 0), (long) LONG.get(buffer, 8), (long) LONG.get(buffer, 16), (long)
                            LONG.get(buffer, 24));
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 does not fit into 32 bytes", e);
        } finally {
            // The digest keeps its last block until it is used again, unless it is told not to.
            digest.reset();
            clear(buffer, Math.min(BUFFER_LENGTH, Math.max(DIGEST_LENGTH, text.length())));
        }
    }

    private static boolean isAscii(String text, int start) {
        int seen = 0;
        for (int i = start; i < text.length(); i++) {
            seen |= text.charAt(i);
        }
        return seen < 128;
    }

    @SuppressWarnings("deprecation") // it drops the high bytes, of which there are none: the one copy without garbage
    private static void update(MessageDigest digest, byte[] buffer, String ascii, int start) {
        int length = ascii.length();
        for (int from = start; from < length; from += BUFFER_LENGTH) {
            int to = Math.min(from + BUFFER_LENGTH, length);
            ascii.getBytes(from, to, buffer, 0);
            digest.update(buffer, 0, to - from);
        }
    }

    private static void clear(byte[] buffer, int used) {
        for (int i = 0; i < used; i += Long.BYTES) {
            LONG.set(buffer, i, 0L);
        }
    }

    private static Map.Entry<MessageDigest, byte[]> fresh() {
        try {
            return Map.entry(MessageDigest.getInstance("SHA-256"), new byte[BUFFER_LENGTH]);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256, this one has not", e);
        }
    }
}
