package io.keystile.jdbc;

import io.keystile.credential.InvalidFieldException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A request that must not be carried out twice, by its {@code Idempotency-Key}. Immutable; keeps hashes alone.
 *
 * <p>The header is that of draft-ietf-httpapi-idempotency-key-header.
 */
public final class IdempotentRequest {
    private static final int MAX_KEY = 255;

    private final byte[] id;
    private final byte[] body;

    private IdempotentRequest(byte[] id, byte[] body) {
        this.id = id;
        this.body = body;
    }

    /**
     * A request.
     *
     * @param caller who asks, such as a credential's id: other callers' keys mean nothing to this one
     * @param method of the request
     * @param path of the request
     * @param key the header's value, 1 to 255 visible ASCII characters
     * @param body the request's, whole
     * @throws InvalidFieldException if the key is none
     */
    public static IdempotentRequest of(String caller, String method, String path, String key, byte[] body) {
        if (key.isEmpty() || key.length() > MAX_KEY || key.chars().anyMatch(c -> c < '!' || c > '~')) {
            throw new InvalidFieldException("Idempotency-Key", "must be 1 to " + MAX_KEY + " visible ASCII characters");
        }
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        for (String part : new String[] {caller, method, path, key}) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            // Each behind its length, so that no two requests run together into the same bytes.
            parts.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            parts.writeBytes(bytes);
        }
        return new IdempotentRequest(sha256(parts.toByteArray()), sha256(body));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    byte[] id() {
        return id.clone();
    }

    byte[] body() {
        return body.clone();
    }

    boolean hasBody(byte[] hash) {
        return MessageDigest.isEqual(body, hash);
    }
}
