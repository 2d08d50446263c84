package io.keystile.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.Base64URL;
import io.keystile.key.Environment;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One key, for one environment and one algorithm. Prints as its id alone. */
final class TokenKey {
    static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    private final String id;
    private final Environment environment;
    private final TokenAlgorithm algorithm;
    private final JWK published;
    private final JWSVerifier verifier;
    private final int signatureLength;
    private final @Nullable JWSSigner signer;
    private final Instant start;
    private final JWSHeader header;

    /**
     * A key of these parts.
     *
     * @param id its thumbprint (RFC 7638)
     * @param published its public half
     * @param signatureLength of all its signatures, in bytes
     * @param signer null: it checks alone
     * @param start from when on it may sign
     */
    TokenKey(
            String id,
            Environment environment,
            TokenAlgorithm algorithm,
            JWK published,
            JWSVerifier verifier,
            int signatureLength,
            @Nullable JWSSigner signer,
            Instant start) {
        this.id = id;
        this.environment = environment;
        this.algorithm = algorithm;
        this.published = published;
        this.verifier = verifier;
        this.signatureLength = signatureLength;
        this.signer = signer;
        this.start = start;
        this.header =
                new JWSHeader.Builder(algorithm.jws()).type(TYPE).keyID(id).build();
    }

    String id() {
        return id;
    }

    Environment environment() {
        return environment;
    }

    String algorithmName() {
        return algorithm.jws().getName();
    }

    int signatureLength() {
        return signatureLength;
    }

    Instant start() {
        return start;
    }

    boolean signs() {
        return signer != null;
    }

    /** The header of what it signs. */
    JWSHeader header() {
        return header;
    }

    /** By the algorithm of this key, whatever a token says of itself. */
    boolean verifies(byte[] signed, byte[] signature) {
        try {
            return signature.length == signatureLength && verifier.verify(header, signed, Base64URL.encode(signature));
        } catch (JOSEException e) {
            return false;
        }
    }

    byte[] sign(byte[] text) throws JOSEException {
        if (signer == null) {
            throw new IllegalStateException("key " + id + " has no private half");
        }
        return signer.sign(header, text).decode();
    }

    /** What a key set says of it (RFC 7517 §4): the public half, and what that is for. */
    Map<String, Object> document() {
        Map<String, Object> document =
                new LinkedHashMap<>(published.toPublicJWK().toJSONObject());
        document.put("kid", id);
        document.put("use", KeyUse.SIGNATURE.identifier());
        document.put("alg", algorithmName());
        return document;
    }

    @Override
    public String toString() {
        return "TokenKey[" + environment + " " + algorithm + " " + id + "]";
    }
}
