package io.keystile.oauth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A JWS in its compact form (RFC 7515 §7.1), taken apart and not verified. Each part is the one encoding of its bytes: no
 * padding, no other alphabet, no bits left over, so that a token has no second text.
 */
final class CompactJws {
    /** The longest that is looked at. Ours are a fifth of that; most servers take no longer header either. */
    static final int MAX_LENGTH = 4096;

    private static final int PARTS = 3;

    private final String text;
    private final int signatureStart;
    private final byte[] header;
    private final byte[] payload;
    private final byte[] signature;

    private CompactJws(String text, int signatureStart, byte[] header, byte[] payload, byte[] signature) {
        this.text = text;
        this.signatureStart = signatureStart;
        this.header = header;
        this.payload = payload;
        this.signature = signature;
    }

    /** Null if it is none. */
    static @Nullable CompactJws parse(String text) {
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (text.length() > MAX_LENGTH || first < 0 || second < 0) {
            return null;
        }
        byte[][] parts = {
            decoded(text.substring(0, first)),
            decoded(text.substring(first + 1, second)),
            decoded(text.substring(second + 1))
        };
        for (int i = 0; i < PARTS; i++) {
            if (parts[i].length == 0) {
                return null;
            }
        }
        return new CompactJws(text, second + 1, parts[0], parts[1], parts[2]);
    }

    /** Empty for what is no base64url of anything (RFC 7515 §2). */
    private static byte[] decoded(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            return encoded(bytes).equals(part) ? bytes : new byte[0];
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    byte[] header() {
        return header;
    }

    byte[] payload() {
        return payload;
    }

    byte[] signature() {
        return signature;
    }

    /** What the signature is over (RFC 7515 §5.1). */
    byte[] signingInput() {
        return text.substring(0, signatureStart - 1).getBytes(StandardCharsets.US_ASCII);
    }
}
