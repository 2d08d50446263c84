package io.keystile.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.keystile.key.Environment;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.testkit.cases.JwtFacts;
import io.keystile.testkit.cases.JwtKeys;
import io.keystile.testkit.cases.JwtRecipes;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The server's own key in the hands of a test: makes any token that such a key can sign, by the recipes of {@code jwt.tsv}. */
final class TokenForge {
    private final String algorithm;
    private final JwtKeys pairs;
    private final JWK jwk;

    private TokenForge(String algorithm) {
        this.algorithm = algorithm;
        this.pairs = JwtKeys.forAlgorithm(algorithm);
        KeyPair server = Objects.requireNonNull(pairs.server());
        this.jwk = server.getPublic() instanceof ECPublicKey ec
                ? new ECKey.Builder(Curve.P_256, ec)
                        .privateKey(server.getPrivate())
                        .build()
                : new RSAKey.Builder((RSAPublicKey) server.getPublic())
                        .privateKey(server.getPrivate())
                        .build();
    }

    static TokenForge of(String algorithm) {
        return new TokenForge(algorithm);
    }

    /** Its key for live tokens, and another one for those of the sandbox. */
    SigningKeys signingKeys() {
        TokenKey live = KeyReader.of(jwk, Environment.LIVE, Instant.EPOCH);
        TokenKey sandbox = Objects.requireNonNull(SigningKeys.madeForThisProcess(TokenAlgorithm.ES256)
                .current()
                .signer(Environment.SANDBOX, Instant.now()));
        return new SigningKeys(null, KeySet.of(List.of(live, sandbox)), InstantSource.system(), null);
    }

    String keyId() {
        try {
            return jwk.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** The recipe's token for a credential: our own claims are added to what the recipe knows of. */
    String build(String recipe, IssuedKey key, Instant now) {
        JwtFacts facts = new JwtFacts(
                algorithm,
                now.getEpochSecond(),
                OAuthFixture.ISSUER,
                OAuthFixture.AUDIENCE,
                key.credential().owner(),
                keyId());
        return new JwtRecipes(facts, pairs).build(withOwnClaims(recipe, key));
    }

    private static String withOwnClaims(String recipe, IssuedKey key) {
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("env", "live");
        own.put("acr", key.credential().id().value());
        own.put("gen", 1);
        own.put("epo", 0);
        try {
            Map<String, Object> steps = JSONObjectUtils.parse(recipe);
            Map<String, Object> claims = new LinkedHashMap<>(own);
            if (steps.get("c") instanceof Map<?, ?> asked) {
                asked.forEach((name, value) -> claims.put(String.valueOf(name), value));
            }
            steps.put("c", claims);
            if (steps.get("c_raw") instanceof String raw && raw.contains("\"@iss@\"") && raw.endsWith("}")) {
                String more = JSONObjectUtils.toJSONString(own);
                steps.put("c_raw", raw.substring(0, raw.length() - 1) + "," + more.substring(1));
            }
            return JSONObjectUtils.toJSONString(steps);
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }
}
