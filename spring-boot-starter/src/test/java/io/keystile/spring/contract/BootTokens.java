package io.keystile.spring.contract;

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

/** Tokens of a set-up. */
final class BootTokens implements TokenService {
    private final Path file;
    private final SigningKeys keys;
    private final JwtAccessTokens tokens;

    BootTokens(TokenSettings settings) {
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

    /** At the paths that {@link BootHost} has for them. */
    EndpointRoutes routes(Keystile keystile) {
        return EndpointRoutes.of(TokenEndpoint.builder(keystile, tokens).build())
                .introspectionAt("/oauth/introspect");
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
