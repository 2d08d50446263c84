package io.keystile.oauth;

import io.keystile.ConfigurationException;
import io.keystile.Keystile;
import io.keystile.authn.Reason;
import io.keystile.http.Answer;
import io.keystile.http.Header;
import io.keystile.key.Environment;
import io.keystile.policy.AccessPolicy;
import io.keystile.policy.Judgement;
import io.keystile.request.RequestView;
import io.keystile.request.Target;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token endpoint with the paths that it is reached at; what adapters are given. Each path is that one alone, without deeper
 * ones and without a slash at its end, relative to the application's context root as the policy's are. Immutable: each step
 * returns new routes.
 */
public final class EndpointRoutes {
    private static final String TOKEN = "/oauth/token";
    private static final String KEY_SET = "/.well-known/jwks.json";
    private static final Answer NOT_HERE = Answer.of(404, List.of(), new byte[0]);
    private static final Answer ONLY_READ = Answer.of(405, List.of(new Header("Allow", "GET, HEAD")), new byte[0]);

    private final TokenEndpoint endpoint;
    private final Map<String, Route> byPath;

    private EndpointRoutes(TokenEndpoint endpoint, Map<String, Route> byPath) {
        this.endpoint = endpoint;
        this.byPath = byPath;
    }

    /** One path's part of the endpoint. */
    private record Route(Kind kind, Serving serving) {}

    private enum Kind {
        TOKEN,
        KEY_SET,
        INTROSPECTION,
        METADATA;

        boolean isDocument() {
            return this == KEY_SET || this == METADATA;
        }
    }

    @FunctionalInterface
    private interface Serving {
        Answer answer(RequestView request, InputStream body) throws IOException;
    }

    /** Tokens at {@code /oauth/token}, their keys at {@code /.well-known/jwks.json}, and nothing else yet. */
    public static EndpointRoutes of(TokenEndpoint endpoint) {
        return new EndpointRoutes(endpoint, Map.of()).tokenAt(TOKEN).keySetAt(KEY_SET);
    }

    /** Serves tokens there instead (RFC 6749 §3.2). */
    public EndpointRoutes tokenAt(String path) {
        return with(path, new Route(Kind.TOKEN, endpoint::token));
    }

    /** Serves the key set there instead (RFC 7517 §5). */
    public EndpointRoutes keySetAt(String path) {
        return with(path, new Route(Kind.KEY_SET, (request, body) -> endpoint.keySet(request)));
    }

    /** Leaves the key set to the application. */
    public EndpointRoutes withoutKeySet() {
        Map<String, Route> all = new LinkedHashMap<>(byPath);
        all.values().removeIf(route -> route.kind() == Kind.KEY_SET);
        return new EndpointRoutes(endpoint, all);
    }

    /** Serves introspection there as well, such as {@code /oauth/introspect} (RFC 7662 §2). */
    public EndpointRoutes introspectionAt(String path) {
        return with(path, new Route(Kind.INTROSPECTION, endpoint::introspect));
    }

    /**
     * Serves the metadata of each environment's issuer as well (RFC 8414), at {@link TokenEndpoint#metadataPath}: below the
     * context root, while clients ask at the root of the issuer's host.
     *
     * @throws IllegalStateException if {@link TokenEndpointBuilder#reachedAt} was not set
     */
    public EndpointRoutes withMetadata() {
        EndpointRoutes all = this;
        for (Environment environment : Environment.values()) {
            Answer document = endpoint.metadata(environment);
            all = all.with(endpoint.metadataPath(environment), new Route(Kind.METADATA, (request, body) -> document));
        }
        return all;
    }

    private EndpointRoutes with(String path, Route route) {
        Target target = Target.parse(path, "");
        if (target == null
                || target.query() != null
                || target.hasTrailingSlash()
                || !target.path().equals(path)) {
            throw new IllegalArgumentException("path: \"" + path
                    + "\" is none; it starts with '/', without escapes and without a slash at its end");
        }
        Map<String, Route> all = new LinkedHashMap<>(byPath);
        if (route.kind() != Kind.METADATA) {
            all.values().removeIf(other -> other.kind() == route.kind());
        }
        if (all.putIfAbsent(path, route) != null) {
            throw new IllegalArgumentException("path: \"" + path + "\" is taken already");
        }
        return new EndpointRoutes(endpoint, all);
    }

    /** Whose clients get tokens here. */
    public Keystile keystile() {
        return endpoint.keystile();
    }

    /** The paths, as the policy writes them. */
    public Set<String> paths() {
        return Set.copyOf(byPath.keySet());
    }

    /**
     * Refuses a policy that guards one of them: who asks for a token has none yet.
     *
     * @throws ConfigurationException that names all of those
     */
    public void requireOpen() {
        AccessPolicy policy = keystile().policy();
        List<String> problems = new ArrayList<>();
        byPath.forEach((path, route) -> {
            String method = route.kind().isDocument() ? "GET" : "POST";
            Target target = Target.parse(path, "");
            Judgement.Kind kind =
                    target == null ? null : policy.judge(method, target).kind();
            if (kind != Judgement.Kind.OPEN && kind != Judgement.Kind.OUTSIDE) {
                problems.add(path + ": guarded by the policy, and part of the token endpoint; open(\"" + path
                        + "\"), or no guarded root above it");
            }
        });
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    /** Whether the request is for one of the paths; its method doesn't matter. */
    public boolean serves(RequestView request) {
        Target target = Target.parse(request.rawTarget(), request.contextPath());
        return target != null && byPath.containsKey(target.path());
    }

    /**
     * Answers a request: with 404 if it is for another path, and with the uniform 400 if two parsers could read its target
     * differently.
     *
     * @param body the request's, read by nobody before: what has asked a servlet request for its parameters has read it
     */
    public Answer answer(RequestView request, InputStream body) {
        Target target = Target.parse(request.rawTarget(), request.contextPath());
        if (target == null) {
            return keystile().answer(Reason.AMBIGUOUS_TARGET, request);
        }
        @Nullable Route route = byPath.get(target.path());
        if (route == null) {
            return NOT_HERE;
        }
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        if (route.kind().isDocument() && !reads) {
            return ONLY_READ;
        }
        try {
            return route.serving().answer(request, body);
        } catch (IOException unreadable) {
            // Broken framing, or a client that is gone; a container's own page would be a 500 on some.
            return JsonAnswers.badRequest("invalid_request", "the body can't be read");
        }
    }
}
