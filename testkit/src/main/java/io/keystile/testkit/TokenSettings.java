package io.keystile.testkit;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the tokens of a server under test are to be made by. Prints without its keys.
 *
 * @param keySet a JWK set (RFC 7517 §5) with a private key for each environment, which each key's {@code env} names
 * @param issuer of live tokens
 * @param audience of live tokens
 * @param clock when it is
 */
public record TokenSettings(String keySet, String issuer, String audience, InstantSource clock) {
    private static final int P256_BYTES = 32;

    /** With keys on P-256 that nobody else knows. */
    public static TokenSettings with(InstantSource clock) {
        return with(clock, pair());
    }

    /**
     * With that key for live tokens.
     *
     * @param live on P-256, or RSA with its primes
     */
    public static TokenSettings with(InstantSource clock, KeyPair live) {
        String keys = "{\"keys\":[" + jwk(live, "live") + "," + jwk(pair(), "sandbox") + "]}";
        return new TokenSettings(keys, "https://auth.example", "https://api.example", clock);
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** RFC 7518 §6.2 and §6.3. */
    private static String jwk(KeyPair pair, String environment) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("env", environment);
        if (pair.getPublic() instanceof ECPublicKey open && pair.getPrivate() instanceof ECPrivateKey secret) {
            members.put("kty", "EC");
            members.put("crv", "P-256");
            members.put("x", number(open.getW().getAffineX(), P256_BYTES));
            members.put("y", number(open.getW().getAffineY(), P256_BYTES));
            members.put("d", number(secret.getS(), P256_BYTES));
        } else if (pair.getPrivate() instanceof RSAPrivateCrtKey rsa) {
            members.put("kty", "RSA");
            members.put("n", number(rsa.getModulus()));
            members.put("e", number(rsa.getPublicExponent()));
            members.put("d", number(rsa.getPrivateExponent()));
            members.put("p", number(rsa.getPrimeP()));
            members.put("q", number(rsa.getPrimeQ()));
            members.put("dp", number(rsa.getPrimeExponentP()));
            members.put("dq", number(rsa.getPrimeExponentQ()));
            members.put("qi", number(rsa.getCrtCoefficient()));
        } else {
            throw new IllegalArgumentException(
                    "no pair on P-256 or of RSA: " + pair.getPublic().getAlgorithm());
        }
        return members.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":\"" + member.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String number(BigInteger number) {
        return number(number, (number.bitLength() + 7) / 8);
    }

    private static String number(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] unsigned = new byte[length];
        int copied = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - copied, unsigned, length - copied, copied);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
    }

    @Override
    public String toString() {
        return "TokenSettings[" + issuer + "]";
    }
}
