package io.keystile.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import io.keystile.key.Environment;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a key out of one JWK (RFC 7517), or says why it is not fit. */
final class KeyReader {
    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 8192;
    private static final int ES256_LENGTH = 64;
    private static final byte[] PROBE = "keystile".getBytes(StandardCharsets.US_ASCII);

    private KeyReader() {}

    /**
     * Reads a key out of a file.
     *
     * @throws KeyFileException that says what is wrong, without the key's place
     */
    static TokenKey read(Map<String, @Nullable Object> members) {
        Environment environment = environment(members.get("env"));
        if (members.containsKey("exp")) {
            throw new KeyFileException(
                    "has 'exp', which means nothing here: a key ends when it is taken out of the file");
        }
        Object use = members.get("use");
        if (use != null && !use.equals("sig")) {
            throw new KeyFileException("has a 'use' other than sig");
        }
        return of(parsed(members), environment, start(members));
    }

    private static JWK parsed(Map<String, @Nullable Object> members) {
        try {
            return JWK.parse(members);
        } catch (ParseException | RuntimeException e) {
            // Without the cause, or its message: they may quote the key.
            throw new KeyFileException("is no JWK that can be read (RFC 7517)");
        }
    }

    private static Environment environment(@Nullable Object said) {
        if ("live".equals(said)) {
            return Environment.LIVE;
        }
        if ("sandbox".equals(said)) {
            return Environment.SANDBOX;
        }
        throw new KeyFileException("must have \"env\":\"live\" or \"env\":\"sandbox\"");
    }

    private static Instant start(Map<String, @Nullable Object> members) {
        if (!members.containsKey("nbf")) {
            return Instant.EPOCH;
        }
        if (members.get("nbf") instanceof Long seconds && seconds >= 0 && seconds <= TokenClaims.LAST_SECOND) {
            return Instant.ofEpochSecond(seconds);
        }
        throw new KeyFileException("has an 'nbf' that is no time in whole seconds since 1970");
    }

    /** A key that was read or made; tries that its halves belong together. */
    static TokenKey of(JWK jwk, Environment environment, Instant start) {
        try {
            TokenKey key = unchecked(jwk, environment, start);
            if (jwk.getAlgorithm() != null && !isNamed(jwk.getAlgorithm().getName(), key)) {
                throw new KeyFileException("has an 'alg' that is not its key's: that would be " + key.algorithmName());
            }
            if (key.signs() && !key.verifies(PROBE, key.sign(PROBE))) {
                throw new KeyFileException("has a private half that is not that of its public one");
            }
            return key;
        } catch (JOSEException | IllegalArgumentException | IllegalStateException e) {
            throw new KeyFileException("can't be used: " + e.getClass().getSimpleName());
        }
    }

    /** {@code Ed25519} is the newer name (RFC 9864) of what tokens call {@code EdDSA}. */
    private static boolean isNamed(String name, TokenKey key) {
        String own = key.algorithmName();
        return name.equals(own) || (own.equals("EdDSA") && name.equals("Ed25519"));
    }

    private static TokenKey unchecked(JWK jwk, Environment environment, Instant start) throws JOSEException {
        if (jwk instanceof ECKey ec && ec.getCurve().equals(Curve.P_256)) {
            return key(
                    jwk,
                    environment,
                    TokenAlgorithm.ES256,
                    new ECDSAVerifier(ec),
                    ES256_LENGTH,
                    ec.isPrivate() ? new ECDSASigner(ec) : null,
                    start);
        }
        if (jwk instanceof RSAKey rsa) {
            int bits = rsa.toRSAPublicKey().getModulus().bitLength();
            if (bits < LEAST_RSA_BITS || bits > MOST_RSA_BITS) {
                throw new KeyFileException(
                        "is an RSA key of " + bits + " bits, must have " + LEAST_RSA_BITS + " to " + MOST_RSA_BITS);
            }
            return key(
                    jwk,
                    environment,
                    TokenAlgorithm.RS256,
                    new RSASSAVerifier(rsa),
                    (bits + 7) / 8,
                    rsa.isPrivate() ? new RSASSASigner(rsa) : null,
                    start);
        }
        if (jwk instanceof OctetKeyPair pair && pair.getCurve().equals(Curve.Ed25519)) {
            return Ed25519.required(() -> key(
                    jwk,
                    environment,
                    TokenAlgorithm.EDDSA,
                    Ed25519.verifier(pair),
                    Ed25519.SIGNATURE_LENGTH,
                    pair.isPrivate() ? Ed25519.signer(pair) : null,
                    start));
        }
        throw new KeyFileException("must be an EC key on P-256, an RSA key, or an OKP key on Ed25519");
    }

    private static TokenKey key(
            JWK jwk,
            Environment environment,
            TokenAlgorithm algorithm,
            JWSVerifier verifier,
            int signatureLength,
            @Nullable JWSSigner signer,
            Instant start)
            throws JOSEException {
        String id = jwk.computeThumbprint().toString();
        return new TokenKey(id, environment, algorithm, jwk.toPublicJWK(), verifier, signatureLength, signer, start);
    }

    /** A key set's members that are keys. */
    static List<?> keys(Map<String, @Nullable Object> set) {
        if (set.get("keys") instanceof List<?> keys) {
            return keys;
        }
        throw new KeyFileException("is no JWK set: it has no array 'keys' (RFC 7517 §5)");
    }
}
