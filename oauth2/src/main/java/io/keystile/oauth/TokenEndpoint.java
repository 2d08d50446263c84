package io.keystile.oauth;

import com.nimbusds.jose.JOSEException;
import io.keystile.Keystile;
import io.keystile.authn.Decision;
import io.keystile.authn.Granted;
import io.keystile.authn.Reason;
import io.keystile.authn.Refusal;
import io.keystile.authn.Refused;
import io.keystile.authn.TokenGrant;
import io.keystile.credential.Access;
import io.keystile.http.Answer;
import io.keystile.key.Environment;
import io.keystile.request.RequestView;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The endpoints of OAuth2 as plain requests and answers: a principal changes its API key for a short access token (client
 * credentials, RFC 6749 §4.4), asks about one (RFC 7662), and everyone reads the keys that check it. For adapters, on paths
 * that the policy leaves open. Thread-safe.
 *
 * <p>{@code client_id} is the principal's id, {@code client_secret} its key. Errors are RFC 6749 §5.2's; every 401 is one and
 * the same, and recorded as any refusal. What is refused by address, by rate or in an outage gets the uniform answers.
 */
public final class TokenEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(TokenEndpoint.class);
    private static final String POST = "POST";

    private final Keystile keystile;
    private final JwtAccessTokens tokens;
    private final ScopeParameter scopes;
    private final JsonAnswers answers;
    private final Introspection introspection;
    private final PublicDocuments documents;
    private final @Nullable EndpointUris uris;

    TokenEndpoint(TokenEndpointBuilder settings) {
        this.keystile = settings.keystile();
        this.tokens = settings.tokens();
        this.scopes = new ScopeParameter(settings.commas());
        this.answers = new JsonAnswers(keystile.realm());
        this.introspection = new Introspection(keystile, tokens, scopes);
        this.documents = new PublicDocuments(settings.maxAge());
        this.uris = settings.uris();
    }

    /**
     * Settings, all of which may stay as they are.
     *
     * @param tokens those that {@code keystile} takes
     */
    public static TokenEndpointBuilder builder(Keystile keystile, JwtAccessTokens tokens) {
        return new TokenEndpointBuilder(keystile, tokens);
    }

    /**
     * Makes a token, or says why not.
     *
     * @param body the request's, not read by anybody before; read up to 16 KiB, and not closed
     * @throws IOException if it can't be read
     */
    public Answer token(RequestView request, InputStream body) throws IOException {
        if (!request.method().equals(POST)) {
            return JsonAnswers.onlyPost();
        }
        TokenRequest asked;
        try {
            asked = TokenRequest.read(request, body);
        } catch (InvalidRequestException e) {
            return JsonAnswers.badRequest("invalid_request", e.description());
        }
        return keystile.authenticateClient(request, asked.clientId(), asked.clientSecret())
                .fold(grant -> minted(request, asked, grant), this::refused);
    }

    private Answer minted(RequestView request, TokenRequest asked, TokenGrant grant) {
        String grantType = asked.parameter("grant_type");
        if (grantType == null) {
            return JsonAnswers.badRequest("invalid_request", "grant_type is missing");
        }
        if (!grantType.equals("client_credentials")) {
            return JsonAnswers.badRequest("unsupported_grant_type", null);
        }
        Access access = scopes.narrowed(asked.parameter("scope"), grant.access());
        if (access == null) {
            return JsonAnswers.badRequest("invalid_scope", null);
        }
        if (!tokens.canMint(grant.environment(), grant.now())) {
            return keystile.answer(Reason.NO_SIGNING_KEY, request);
        }
        try {
            MintedToken token = tokens.mint(grant, access);
            if (token == null) {
                return answers.invalidClient(keystile.record(Reason.TOKEN_TOO_SHORT, request));
            }
            return token.compact().length() > CompactJws.MAX_LENGTH
                    ? JsonAnswers.badRequest("invalid_scope", "so many scopes make no token; ask for some of them")
                    : JsonAnswers.ok(members(token, access), keystile.rateLimitHeaders(grant));
        } catch (JOSEException e) {
            LOG.error("An access token can't be signed: {}", e.getClass().getName());
            return keystile.answer(Reason.NO_SIGNING_KEY, request);
        }
    }

    private Map<String, Object> members(MintedToken token, Access access) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("access_token", token.compact());
        members.put("token_type", "Bearer");
        members.put("expires_in", token.lifeSeconds());
        String scope = scopes.told(access);
        if (scope != null) {
            members.put("scope", scope);
        }
        return members;
    }

    /**
     * Says what a token is good for by now, to an operator (by the key in the admin plane's place) and to the client that it was
     * made for; to others nothing.
     *
     * @param body the request's, as in {@link #token}
     * @throws IOException if it can't be read
     */
    public Answer introspect(RequestView request, InputStream body) throws IOException {
        if (!request.method().equals(POST)) {
            return JsonAnswers.onlyPost();
        }
        TokenRequest asked;
        try {
            asked = TokenRequest.read(request, body);
        } catch (InvalidRequestException e) {
            return JsonAnswers.badRequest("invalid_request", e.description());
        }
        if (asked.hasClient()) {
            return keystile.authenticateClient(request, asked.clientId(), asked.clientSecret())
                    .fold(grant -> introspected(request, asked, grant), this::refused);
        }
        Decision operator = keystile.authenticateOperator(request);
        if (operator instanceof Refused refused) {
            return refused(refused);
        }
        // Whatever else is no operator: deny by default.
        return operator instanceof Granted
                ? introspected(request, asked, null)
                : answers.invalidClient(keystile.record(Reason.NO_CREDENTIAL, request));
    }

    private Answer introspected(RequestView request, TokenRequest asked, @Nullable TokenGrant client) {
        String token = asked.parameter("token");
        return token == null
                ? JsonAnswers.badRequest("invalid_request", "token is missing")
                : introspection.answer(request, token, client);
    }

    private Answer refused(Refused refused) {
        return refused.refusal().kind() == Refusal.Kind.UNAUTHENTICATED
                ? answers.invalidClient(keystile.record(refused))
                : keystile.answer(refused);
    }

    /** The public halves of all keys as a JWK set (RFC 7517), or 304 to who has them; for {@code GET} and {@code HEAD}. */
    public Answer keySet(RequestView request) {
        return documents.keySet(tokens.keys().current(), request);
    }

    /**
     * What there is to know of an environment's issuer (RFC 8414), for {@code GET} of its {@link #metadataPath}.
     *
     * @throws IllegalStateException if {@link TokenEndpointBuilder#reachedAt} was not set
     */
    public Answer metadata(Environment environment) {
        EndpointUris known = uris;
        if (known == null) {
            throw new IllegalStateException("metadata needs TokenEndpoint.builder(…).reachedAt(…)");
        }
        return documents.metadata(tokens.issuer(environment), known);
    }

    /**
     * Where clients look for the metadata of an environment's issuer (RFC 8414 §3): a path from the root of the issuer's host.
     */
    public String metadataPath(Environment environment) {
        return PublicDocuments.metadataPath(tokens.issuer(environment));
    }
}
