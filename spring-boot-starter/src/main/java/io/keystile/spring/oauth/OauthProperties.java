package io.keystile.spring.oauth;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of access tokens.
 *
 * @param issuer who makes the tokens, a URL such as https://auth.acme.example; sandbox tokens have /sandbox behind it; there are no tokens if not set
 * @param audience whom the tokens are for, a URI such as https://api.acme.example
 * @param timeToLive how long a token lives at most, a second to a day
 * @param tokenKeys the file of the keys that sign tokens, a JWK set that all nodes share
 * @param keysMadeAtStart true: the keys are made at start, and tokens die with this process; for demonstrations
 */
@ConfigurationProperties("keystile.oauth2")
record OauthProperties(
        @Nullable String issuer,
        @Nullable String audience,
        @DefaultValue("5m") Duration timeToLive,
        @Nullable String tokenKeys,
        @DefaultValue("false") boolean keysMadeAtStart) {}
