package io.keystile.servlet.contract;

import io.keystile.Keystile;
import io.keystile.authn.AccessTokenVerifier;
import io.keystile.oauth.EndpointRoutes;
import io.keystile.oauth.JwtAccessTokens;
import io.keystile.oauth.SigningKeys;
import io.keystile.oauth.TokenEndpoint;
import io.keystile.testkit.TokenService;
import io.keystile.testkit.TokenSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Tokens and endpoint of keystile-oauth2, for the tests of every adapter. */
public final class OAuthTokens implements TokenService {
    private final Path file;
    private final SigningKeys keys;
    private final JwtAccessTokens tokens;

    /** As a contract asks for them. */
    public OAuthTokens(TokenSettings settings) {
        try {
            file = Files.createTempFile("keystile-keys", ".json");
            Files.writeString(file, settings.keySet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        keys = SigningKeys.fromFile(file, Duration.ofHours(1));
        tokens = JwtAccessTokens.builder(keys)
                .issuer(settings.issuer())
                .audience(settings.audience())
                .clock(settings.clock())
                .build();
    }

    @Override
    public AccessTokenVerifier verifier() {
        return tokens;
    }

    /** The endpoint of a Keystile that takes these tokens: tokens, keys, introspection. */
    public EndpointRoutes routes(Keystile keystile) {
        TokenEndpoint endpoint = TokenEndpoint.builder(keystile, tokens).build();
        return EndpointRoutes.of(endpoint).introspectionAt("/oauth/introspect");
    }

    @Override
    public void close() {
        keys.close();
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
