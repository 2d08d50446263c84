package io.keystile.testkit.cases;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The server's signing key and an attacker's, of one kind. Not thread-safe, made for one test.
 *
 * @param server the server's pair; null where it signs by HMAC
 * @param attacker likewise
 * @param serverSecret the server's HMAC secret; empty where it signs by a pair
 * @param attackerSecret likewise
 */
public record JwtKeys(
        @Nullable KeyPair server, @Nullable KeyPair attacker, String serverSecret, String attackerSecret) {
    private static final int P256_BYTES = 32;

    /**
     * Throw-away keys for an algorithm of RFC 7518 §3.1.
     *
     * @param algorithm {@code HS256}, {@code RS256}, {@code ES256}
     */
    public static JwtKeys forAlgorithm(String algorithm) {
        if (algorithm.startsWith("HS")) {
            return new JwtKeys(null, null, randomSecret(), randomSecret());
        }
        return new JwtKeys(pair(algorithm), pair(algorithm), "", "");
    }

    private static String randomSecret() {
        byte[] secret = new byte[64];
        new SecureRandom().nextBytes(secret);
        return new String(secret, StandardCharsets.ISO_8859_1);
    }

    private static KeyPair pair(String algorithm) {
        try {
            if (algorithm.startsWith("ES")) {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                return generator.generateKeyPair();
            }
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The server's public key in a form that a confused verifier could take for an HMAC secret; its secret if it has one. */
    String publicForm(String form) {
        if (server == null) {
            return serverSecret;
        }
        String der = new String(server.getPublic().getEncoded(), StandardCharsets.ISO_8859_1);
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(server.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        return switch (form) {
            case "PUBPEM" -> pem;
            case "PUBPEM_NONL" -> pem.substring(0, pem.length() - 1);
            case "PUBPEM_CRLF" -> pem.replace("\n", "\r\n");
            case "PUBDER" -> der;
            case "PUBJWK" -> Json.write(new java.util.TreeMap<>(jwk(server.getPublic())));
            default -> throw new IllegalArgumentException("unknown key " + form);
        };
    }

    Map<String, @Nullable Object> attackerJwk() {
        if (attacker == null) {
            throw new IllegalArgumentException("an HMAC secret has no public JWK");
        }
        return jwk(attacker.getPublic());
    }

    private static Map<String, @Nullable Object> jwk(PublicKey key) {
        Map<String, @Nullable Object> jwk = new LinkedHashMap<>();
        if (key instanceof RSAPublicKey rsa) {
            jwk.put("kty", "RSA");
            jwk.put("n", number(rsa.getModulus(), (rsa.getModulus().bitLength() + 7) / 8));
            jwk.put(
                    "e",
                    number(rsa.getPublicExponent(), (rsa.getPublicExponent().bitLength() + 7) / 8));
        } else if (key instanceof ECPublicKey ec) {
            jwk.put("kty", "EC");
            jwk.put("crv", "P-256");
            jwk.put("x", number(ec.getW().getAffineX(), P256_BYTES));
            jwk.put("y", number(ec.getW().getAffineY(), P256_BYTES));
        }
        return jwk;
    }

    private static String number(BigInteger number, int length) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned(number, length));
    }

    static byte[] unsigned(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] unsigned = new byte[length];
        int copied = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - copied, unsigned, length - copied, copied);
        return unsigned;
    }
}
