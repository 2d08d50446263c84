package io.keystile.examples.mandateapi;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A file of signing keys, as an operator writes it. */
final class TokenKeyFile {
    private static final int ED25519_BYTES = 32;

    private TokenKeyFile() {}

    /** A key for each environment. */
    record Pair(Map<String, Object> live, Map<String, Object> sandbox) {
        static Pair es256() {
            return of("ES256");
        }

        static Pair of(String algorithm) {
            return new Pair(key(algorithm, "live"), key(algorithm, "sandbox"));
        }

        private Stream<Map<String, Object>> keys() {
            return Stream.of(live, sandbox);
        }

        /** The same, signing from then on. */
        Pair from(Instant start) {
            return new Pair(from(live, start), from(sandbox, start));
        }

        private static Map<String, Object> from(Map<String, Object> key, Instant start) {
            Map<String, Object> later = new LinkedHashMap<>(key);
            later.put("nbf", start.getEpochSecond());
            return later;
        }

        /** The id that the key set gives the live one. */
        String liveId() {
            return thumbprint(live);
        }
    }

    static Map<String, Object> key(String algorithm, String environment) {
        try {
            Map<String, Object> key = generate(algorithm).toJSONObject();
            key.put("env", environment);
            return key;
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWK generate(String algorithm) throws JOSEException, GeneralSecurityException {
        return switch (algorithm) {
            case "ES256" -> new ECKeyGenerator(Curve.P_256).generate();
            case "RS256" -> new RSAKeyGenerator(2048).generate();
            default -> ed25519();
        };
    }

    /** Both halves are the last bytes of their encodings (RFC 8410 §10). */
    private static JWK ed25519() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        return new OctetKeyPair.Builder(Curve.Ed25519, last(pair.getPublic().getEncoded()))
                .d(last(pair.getPrivate().getEncoded()))
                .build();
    }

    private static Base64URL last(byte[] encoded) {
        return Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length));
    }

    private static String thumbprint(Map<String, Object> key) {
        try {
            return JWK.parse(key).computeThumbprint().toString();
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key that a token names. */
    static @Nullable String idOfKey(String token) {
        try {
            return JWSHeader.parse(new Base64URL(token.substring(0, token.indexOf('.'))))
                    .getKeyID();
        } catch (ParseException e) {
            throw new IllegalArgumentException("no token", e);
        }
    }

    /** Puts these into the file, all at once. */
    static Path write(Path file, Pair... pairs) {
        List<Map<String, Object>> keys = new ArrayList<>();
        for (Pair pair : pairs) {
            pair.keys().forEach(keys::add);
        }
        try {
            Path next = Files.writeString(
                    file.resolveSibling(file.getFileName() + ".next"),
                    JSONObjectUtils.toJSONString(Map.of("keys", keys)));
            return Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
