package io.keystile.oauth;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.keystile.Keystile;
import io.keystile.KeystileBuilder;
import io.keystile.authn.AccessTokenVerifier;
import io.keystile.authn.Caller;
import io.keystile.authn.Decision;
import io.keystile.authn.DecisionListener;
import io.keystile.authn.Granted;
import io.keystile.authn.OperatorKey;
import io.keystile.authn.Reason;
import io.keystile.authn.Refused;
import io.keystile.authn.RefusedEvent;
import io.keystile.credential.Access;
import io.keystile.credential.Plane;
import io.keystile.http.Answer;
import io.keystile.http.Answers;
import io.keystile.http.Header;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.policy.Need;
import io.keystile.policy.Rule;
import io.keystile.request.Place;
import io.keystile.store.InMemoryCredentialStore;
import io.keystile.testkit.ManualTime;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A service with tokens, to present things to. */
final class OAuthFixture implements AutoCloseable {
    static final String ISSUER = "https://auth.example";
    static final String AUDIENCE = "https://api.example";
    static final String OPERATOR_KEY = "an operator's key of enough length";
    static final Duration TTL = Duration.ofMinutes(5);

    final ManualTime time = ManualTime.start();
    final InMemoryCredentialStore live = new InMemoryCredentialStore();
    final InMemoryCredentialStore sandbox = new InMemoryCredentialStore();
    final List<RefusedEvent> refusals = new ArrayList<>();
    final SigningKeys keys;
    final JwtAccessTokens tokens;
    final Keystile keystile;
    final TokenEndpoint endpoint;

    private OAuthFixture(
            SigningKeys keys,
            UnaryOperator<JwtAccessTokensBuilder> settings,
            Consumer<KeystileBuilder> more,
            UnaryOperator<TokenEndpointBuilder> endpointSettings) {
        this.keys = keys;
        this.tokens = settings.apply(JwtAccessTokens.builder(keys)
                        .issuer(ISSUER)
                        .audience(AUDIENCE)
                        .timeToLive(TTL)
                        .clock(time))
                .build();
        this.keystile = keystile(tokens, more);
        this.endpoint =
                endpointSettings.apply(TokenEndpoint.builder(keystile, tokens)).build();
    }

    static OAuthFixture with(SigningKeys keys) {
        return new OAuthFixture(keys, s -> s, k -> {}, e -> e);
    }

    static OAuthFixture with(SigningKeys keys, Consumer<KeystileBuilder> more) {
        return new OAuthFixture(keys, s -> s, more, e -> e);
    }

    static OAuthFixture withTokens(SigningKeys keys, UnaryOperator<JwtAccessTokensBuilder> settings) {
        return new OAuthFixture(keys, settings, k -> {}, e -> e);
    }

    static OAuthFixture withEndpoint(SigningKeys keys, UnaryOperator<TokenEndpointBuilder> settings) {
        return new OAuthFixture(keys, s -> s, k -> {}, settings);
    }

    static OAuthFixture es256() {
        return with(SigningKeys.madeForThisProcess(TokenAlgorithm.ES256));
    }

    /** Another one over the same stores and time. */
    Keystile keystile(@Nullable AccessTokenVerifier verifier, Consumer<KeystileBuilder> more) {
        KeystileBuilder builder = Keystile.builder()
                .keys(KeyFormat.withPrefix("mdt"))
                .policy(policy())
                .store(Environment.LIVE, live)
                .store(Environment.SANDBOX, sandbox)
                .clientAddress(ClientAddress.peer())
                .operator(OperatorKey.ofRaw("jo", OPERATOR_KEY))
                .clock(time)
                .monotonicClock(time::nanos)
                .listener(new Recorder());
        if (verifier != null) {
            builder.accessTokens(verifier);
        }
        more.accept(builder);
        return builder.build();
    }

    private static AccessPolicy policy() {
        return AccessPolicy.builder()
                .guard("/api")
                .open("/oauth")
                .places(Plane.PRINCIPAL, Place.header("X-API-Key"), Place.scheme("Bearer"))
                .scope("/api/v1/authorize", "authorize")
                .scope("/api/v1/mandates", "mandates")
                .rule(Rule.at("/api/v1/webhooks")
                        .admits(Plane.PRINCIPAL, Need.scope("authorize"))
                        .keyOnly())
                .rule(Rule.at("/api/v1/clients").admits(Plane.CLIENT, Need.fullAccess()))
                .plane(Plane.ADMIN, "/api/v1/admin")
                .build();
    }

    CredentialLifecycle lifecycle() {
        return keystile.credentials(Environment.LIVE);
    }

    IssuedKey issue(UnaryOperator<NewCredential> settings) {
        return lifecycle()
                .issue(settings.apply(
                        NewCredential.principal("prn_1", "cli_1").access(Access.only("authorize", "mandates"))));
    }

    IssuedKey issue() {
        return issue(asked -> asked);
    }

    /** A token of that key. */
    String token(IssuedKey key) {
        return token(key, Map.of());
    }

    String token(IssuedKey key, Map<String, String> more) {
        Answer answer = post(endpoint, form(key, more));
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + " " + text(answer));
        }
        return String.valueOf(json(answer).get("access_token"));
    }

    static String form(IssuedKey key, Map<String, String> more) {
        StringBuilder form = new StringBuilder("grant_type=client_credentials&client_id="
                + key.credential().owner() + "&client_secret=" + key.key().reveal());
        more.forEach((name, value) ->
                form.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return form.toString();
    }

    static Answer post(TokenEndpoint endpoint, String form) {
        return post(endpoint, posted(), form);
    }

    static TestRequest posted() {
        return TestRequest.of("POST", "/oauth/token").with("Content-Type", "application/x-www-form-urlencoded");
    }

    static Answer post(TokenEndpoint endpoint, TestRequest request, String body) {
        try {
            return endpoint.token(request, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Answer introspect(TokenEndpoint endpoint, TestRequest request, String body) {
        try {
            return endpoint.introspect(request, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    static Map<String, Object> json(Answer answer) {
        try {
            return JSONObjectUtils.parse(text(answer));
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    static List<String> headers(Answer answer, String name) {
        return answer.headers().stream()
                .filter(header -> header.name().equals(name))
                .map(Header::value)
                .toList();
    }

    Decision decide(String target, String token) {
        return keystile.decide(TestRequest.get(target, token));
    }

    Caller caller(String target, String token) {
        return granted(decide(target, token)).caller();
    }

    static Granted granted(Decision decision) {
        if (decision instanceof Granted granted) {
            return granted;
        }
        throw new AssertionError("not granted: " + decision);
    }

    /** The status that a token gets, and the reason for it; null: let on. */
    @Nullable
    Reason reason(String target, String token) {
        return reason(keystile, TestRequest.get(target, token));
    }

    static @Nullable Reason reason(Keystile keystile, TestRequest request) {
        Decision decision = keystile.decide(request);
        return decision instanceof Refused refused ? explained(keystile, keystile.answer(refused)) : null;
    }

    static Reason explained(Keystile keystile, Answer answer) {
        RefusedEvent event = keystile.explain(headers(answer, Answers.REFERENCE).get(0));
        if (event == null) {
            throw new AssertionError("nothing was recorded");
        }
        return event.reason();
    }

    @Override
    public void close() {
        keystile.close();
        keys.close();
    }

    private final class Recorder implements DecisionListener {
        @Override
        public void onRefused(RefusedEvent event) {
            synchronized (refusals) {
                refusals.add(event);
            }
        }
    }
}
