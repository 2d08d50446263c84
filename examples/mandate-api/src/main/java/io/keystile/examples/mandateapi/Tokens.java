package io.keystile.examples.mandateapi;

import io.keystile.Keystile;
import io.keystile.KeystileBuilder;
import io.keystile.examples.common.FlagException;
import io.keystile.examples.common.Json;
import io.keystile.key.Environment;
import io.keystile.oauth.EndpointRoutes;
import io.keystile.oauth.EndpointUris;
import io.keystile.oauth.JwtAccessTokens;
import io.keystile.oauth.KeyFileException;
import io.keystile.oauth.SigningKeys;
import io.keystile.oauth.TokenAlgorithm;
import io.keystile.oauth.TokenEndpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The access tokens of a server: their keys, and how it makes and takes them. Closed after whoever takes them. */
final class Tokens implements AutoCloseable {
    static final String TOKEN = "/oauth/token";
    static final String INTROSPECTION = "/oauth/introspect";
    static final String KEY_SET = "/.well-known/jwks.json";

    private static final Duration LEAST_REREAD = Duration.ofMillis(50);

    private final SigningKeys keys;
    private final JwtAccessTokens tokens;
    private final EndpointUris uris;

    private Tokens(SigningKeys keys, JwtAccessTokens tokens, EndpointUris uris) {
        this.keys = keys;
        this.tokens = tokens;
        this.uris = uris;
    }

    /**
     * Reads the keys, or makes them.
     *
     * @param origin where this process listens
     * @param maxStaleness within which a key that was taken out of the file is obeyed
     * @throws FlagException if the keys or the issuer are not fit
     */
    static Tokens of(TokenOptions options, String origin, Duration maxStaleness, InstantSource clock) {
        SigningKeys keys = keys(options.keyFile(), maxStaleness);
        try {
            String issuer = options.issuerOf(origin);
            JwtAccessTokens tokens = JwtAccessTokens.builder(keys)
                    .issuer(issuer)
                    .audience(issuer + (issuer.endsWith("/") ? "api" : "/api"))
                    .timeToLive(options.timeToLive())
                    .clock(clock)
                    .build();
            String address = options.addressOf(origin);
            EndpointUris uris = new EndpointUris(
                    URI.create(address + TOKEN), URI.create(address + KEY_SET), URI.create(address + INTROSPECTION));
            return new Tokens(keys, tokens, uris);
        } catch (IllegalArgumentException e) {
            keys.close();
            throw new FlagException(TokenOptions.ISSUER, e.getMessage());
        }
    }

    private static SigningKeys keys(@Nullable Path file, Duration maxStaleness) {
        if (file == null) {
            return SigningKeys.madeForThisProcess(TokenAlgorithm.ES256);
        }
        // Well within the promise: threads are late, and reading takes its time.
        Duration often = maxStaleness.dividedBy(4);
        try {
            SigningKeys keys = SigningKeys.fromFile(file, often.compareTo(LEAST_REREAD) < 0 ? LEAST_REREAD : often);
            String problem = isForAll(file) ? keys.health().problem() : "must have a key for each environment";
            if (problem != null) {
                keys.close();
                throw new FlagException(TokenOptions.KEYS, file + ": " + problem);
            }
            return keys;
        } catch (KeyFileException e) {
            throw new FlagException(TokenOptions.KEYS, e.getMessage());
        }
    }

    /** Whether each environment has a key; the file has been read well before. */
    private static boolean isForAll(Path file) {
        try {
            Set<String> known =
                    Set.copyOf(Json.parse(Files.readAllBytes(file)).path("keys").findValuesAsText("env"));
            return Arrays.stream(Environment.values())
                    .allMatch(environment -> known.contains(environment.name().toLowerCase(Locale.ROOT)));
        } catch (IOException e) {
            throw new FlagException(
                    TokenOptions.KEYS, "can't be read: " + e.getClass().getSimpleName());
        }
    }

    /** Lets a server take them. */
    void guard(KeystileBuilder server) {
        server.accessTokens(tokens);
    }

    /** The endpoints of that server. */
    TokenEndpoint endpoint(Keystile keystile) {
        return TokenEndpoint.builder(keystile, tokens)
                // As Mandate Labs' document shows it; clients have that.
                .scopesJoinedByCommasAgainstRfc6749()
                .reachedAt(uris)
                .build();
    }

    /** Where its parts are. */
    static EndpointRoutes routes(TokenEndpoint endpoint) {
        return EndpointRoutes.of(endpoint)
                .tokenAt(TOKEN)
                .keySetAt(KEY_SET)
                .introspectionAt(INTROSPECTION)
                .withMetadata();
    }

    @Override
    public void close() {
        keys.close();
    }
}
