package io.keystile.oauth;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.keystile.authn.SignatureGate;
import io.keystile.authn.TokenChecksFullException;
import io.keystile.authn.VerifiedToken;
import io.keystile.lifecycle.IssuedKey;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A forge beside the service that it forges for, with a count of the signatures that were checked. */
final class Verifying implements AutoCloseable {
    final TokenForge forge;
    final OAuthFixture service;
    final IssuedKey key;
    int signatures;
    boolean full;

    Verifying(String algorithm) {
        this(algorithm, settings -> {});
    }

    Verifying(String algorithm, Consumer<JwtAccessTokensBuilder> settings) {
        forge = TokenForge.of(algorithm);
        service = OAuthFixture.withTokens(forge.signingKeys(), builder -> {
            settings.accept(builder);
            return builder;
        });
        key = service.issue();
    }

    private final SignatureGate gate = () -> {
        if (full) {
            throw new TokenChecksFullException();
        }
        signatures++;
    };

    @Nullable
    VerifiedToken verify(String token) {
        return service.tokens.verify(token, gate);
    }

    boolean isGood(String token) {
        return verify(token) != null;
    }

    /** By a recipe of {@code jwt.tsv}. */
    String build(String recipe) {
        return forge.build(recipe, key, service.time.instant());
    }

    String good() {
        return build("{}");
    }

    /** With other claims, well signed. */
    String withClaims(Map<String, ?> claims) {
        return build(JSONObjectUtils.toJSONString(Map.of("c", claims)));
    }

    String withClaim(String name, Object value) {
        return withClaims(Map.of(name, value));
    }

    String without(String claim) {
        return build("{\"c_del\":[\"" + claim + "\"]}");
    }

    /** With another header, well signed. */
    String withHeader(String name, @Nullable Object value) {
        Map<String, @Nullable Object> header = new LinkedHashMap<>();
        header.put(name, value);
        return build(JSONObjectUtils.toJSONString(Map.of("h", header)));
    }

    /** With that text as the claims, well signed. */
    String withClaimsText(String text) {
        return build(JSONObjectUtils.toJSONString(Map.of("c_raw", text)));
    }

    String withHeaderText(String text) {
        return build(JSONObjectUtils.toJSONString(Map.of("h_raw", text)));
    }

    static String encoded(String text) {
        return CompactJws.encoded(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        service.close();
    }
}
