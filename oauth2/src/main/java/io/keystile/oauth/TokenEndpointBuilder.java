package io.keystile.oauth;

import io.keystile.Keystile;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The settings of a {@link TokenEndpoint}. Not thread-safe. */
public final class TokenEndpointBuilder {
    private static final Duration MOST_AGE = Duration.ofDays(1);

    private final Keystile keystile;
    private final JwtAccessTokens tokens;
    private boolean commas;
    private Duration maxAge = Duration.ofMinutes(5);
    private @Nullable EndpointUris uris;

    TokenEndpointBuilder(Keystile keystile, JwtAccessTokens tokens) {
        this.keystile = keystile;
        this.tokens = tokens;
    }

    /**
     * Joins scopes by commas in answers, takes them joined by commas or blanks in requests, and calls full access {@code *}.
     * A deviation from RFC 6749 §3.3, for an API whose documents say so: clients that follow the RFC read one odd scope.
     */
    public TokenEndpointBuilder scopesJoinedByCommasAgainstRfc6749() {
        commas = true;
        return this;
    }

    /**
     * How long others may keep the key set and the metadata, up to a day; 5 minutes if not set. A new key must be published
     * that long before it signs.
     */
    public TokenEndpointBuilder maxAge(Duration duration) {
        if (duration.isNegative() || duration.compareTo(MOST_AGE) > 0) {
            throw new IllegalArgumentException("maxAge: is " + duration + ", must be 0 to " + MOST_AGE);
        }
        maxAge = duration;
        return this;
    }

    /** Where the endpoints are; for the metadata document, and needed for that alone. */
    public TokenEndpointBuilder reachedAt(EndpointUris addresses) {
        uris = addresses;
        return this;
    }

    /** Builds. */
    public TokenEndpoint build() {
        return new TokenEndpoint(this);
    }

    Keystile keystile() {
        return keystile;
    }

    JwtAccessTokens tokens() {
        return tokens;
    }

    boolean commas() {
        return commas;
    }

    Duration maxAge() {
        return maxAge;
    }

    @Nullable
    EndpointUris uris() {
        return uris;
    }
}
