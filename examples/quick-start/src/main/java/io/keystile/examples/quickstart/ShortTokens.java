package io.keystile.examples.quickstart;

import io.keystile.Keystile;
import io.keystile.KeystileBuilder;
import io.keystile.credential.Plane;
import io.keystile.jaxrs.KeystileFeature;
import io.keystile.jaxrs.TokenFeature;
import io.keystile.oauth.EndpointRoutes;
import io.keystile.oauth.EndpointUris;
import io.keystile.oauth.JwtAccessTokens;
import io.keystile.oauth.SigningKeys;
import io.keystile.oauth.TokenEndpoint;
import io.keystile.policy.AccessPolicy;
import io.keystile.policy.Need;
import io.keystile.policy.Rule;
import io.keystile.request.Place;
import io.keystile.servlet.TokenServlet;
import jakarta.servlet.ServletContext;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.glassfish.jersey.server.ResourceConfig;

/** Access tokens beside keys, as docs/oauth.md has them. */
final class ShortTokens {
    private ShortTokens() {}

    static SigningKeys keys(Path file) {
        SigningKeys keys = SigningKeys.fromFile(file, Duration.ofMillis(250)); // close it after Keystile
        return keys;
    }

    static JwtAccessTokens tokens(SigningKeys keys) {
        JwtAccessTokens tokens = JwtAccessTokens.builder(keys)
                .issuer("https://auth.acme.example") // sandbox tokens: https://auth.acme.example/sandbox
                .audience("https://api.acme.example") // likewise
                .timeToLive(Duration.ofMinutes(5))
                .build();
        return tokens;
    }

    static AccessPolicy policy() {
        return AccessPolicy.builder()
                .guard("/api")
                .places(Plane.PRINCIPAL, Place.header("X-API-Key"), Place.scheme("Bearer"))
                .scope("/api/invoices", "invoices:read")
                .rule(Rule.at("/api/webhooks")
                        .admits(Plane.PRINCIPAL, Need.scope("webhooks"))
                        .keyOnly()) // a token is 401 here
                .build();
    }

    static Keystile keystile(KeystileBuilder builder, JwtAccessTokens tokens) {
        Keystile keystile = builder.policy(policy()).accessTokens(tokens).build();
        return keystile;
    }

    static EndpointRoutes routes(Keystile keystile, JwtAccessTokens tokens) {
        TokenEndpoint endpoint = TokenEndpoint.builder(keystile, tokens)
                .reachedAt(new EndpointUris(
                        URI.create("https://auth.acme.example/oauth/token"),
                        URI.create("https://auth.acme.example/.well-known/jwks.json"),
                        URI.create("https://auth.acme.example/oauth/introspect")))
                .build();
        EndpointRoutes routes = EndpointRoutes.of(endpoint) // /oauth/token and /.well-known/jwks.json
                .introspectionAt("/oauth/introspect")
                .withMetadata(); // /.well-known/oauth-authorization-server, and /sandbox below it
        return routes;
    }

    static void inServlets(ServletContext context, EndpointRoutes routes) {
        TokenServlet.register(context, routes);
    }

    static void inJakartaRest(ResourceConfig application, Keystile keystile, EndpointRoutes routes) {
        application.register(KeystileFeature.inServlet(keystile, "")).register(new TokenFeature(routes));
    }
}
