package io.keystile.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.Keystile;
import io.keystile.authn.Decision;
import io.keystile.authn.Granted;
import io.keystile.authn.Preflight;
import io.keystile.authn.Quota;
import io.keystile.authn.RateLimiter;
import io.keystile.authn.RateLimiterOutage;
import io.keystile.authn.RateVerdict;
import io.keystile.authn.Refused;
import io.keystile.credential.Access;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.request.FakeRequest;
import io.keystile.store.InMemoryCredentialStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of the uniform answers. */
final class AnswersTest {
    private Duration retryAfter = Duration.ofSeconds(1);
    private List<Quota> quotas = List.of();
    private boolean within;
    private final RateLimiter limiter = (environment, tenant, credential, cost) ->
            within ? new RateVerdict.Within(quotas) : new RateVerdict.Over(retryAfter, quotas);

    private final Keystile keystile = Keystile.builder()
            .keys(KeyFormat.withPrefix("dd"))
            .policy(AccessPolicy.builder()
                    .guard("/api")
                    .scope("/api/mandates", "mandates:read")
                    .build())
            .store(Environment.LIVE, new InMemoryCredentialStore())
            .clientAddress(ClientAddress.peer())
            .crossOrigins("https://app.example")
            .rateLimiter(limiter, RateLimiterOutage.FAIL_CLOSED)
            .build();

    private Answer answer(FakeRequest request) {
        Decision decision = keystile.decide(request);
        return decision instanceof Preflight preflight
                ? keystile.answer(preflight)
                : keystile.answer((Refused) decision);
    }

    private static String text(Answer answer) {
        StringBuilder text = new StringBuilder().append(answer.status()).append('\n');
        for (Header header : answer.headers()) {
            String value = header.name().equals("X-Decision-Ref") ? "-" : header.value();
            text.append(header.name()).append(": ").append(value).append('\n');
        }
        return text.append('\n')
                .append(new String(answer.body(), StandardCharsets.UTF_8))
                .toString();
    }

    @Test
    void unauthenticated_isAProblemWithAChallenge_rfc9457Section4_rfc9110Section11() {
        assertThat(text(answer(FakeRequest.of("GET", "/api/mandates")))).isEqualTo("""
                        401
                        Content-Type: application/problem+json
                        Cache-Control: no-store
                        WWW-Authenticate: Bearer realm="dd"
                        X-Decision-Ref: -

                        {"type":"about:blank","title":"Unauthorized","status":401}""");
    }

    @Test
    void ambiguousTarget_isABadRequest() {
        assertThat(text(answer(FakeRequest.of("GET", "/api//mandates")))).isEqualTo("""
                        400
                        Content-Type: application/problem+json
                        Cache-Control: no-store
                        X-Decision-Ref: -

                        {"type":"about:blank","title":"Bad Request","status":400}""");
    }

    @ParameterizedTest
    @CsvSource({"PT0.001S, 1", "PT1S, 1", "PT1.000000001S, 2", "PT59.5S, 60"})
    void overTheRate_isToldWhenToComeBack_inWholeSecondsUpwards(Duration after, String seconds) {
        retryAfter = after;
        String key = keystile.credentials(Environment.LIVE)
                .issue(NewCredential.principal("p", "t").access(Access.only("mandates:read")))
                .key()
                .reveal();
        assertThat(text(answer(FakeRequest.of("GET", "/api/mandates").with("X-API-Key", key))))
                .isEqualTo("""
                        429
                        Content-Type: application/problem+json
                        Cache-Control: no-store
                        Retry-After: %s
                        X-Decision-Ref: -

                        {"type":"about:blank","title":"Too Many Requests","status":429}""".formatted(seconds));
    }

    @Test
    void limits_areToldToThoseLetOn_andOn429_andNowhereElse() {
        quotas = List.of(new Quota(10, Duration.ofSeconds(5), 3, Duration.ofSeconds(4)));
        within = true;
        assertThat(keystile.rateLimitHeaders((Granted) keystile.decide(itemsWithKey("mandates:read"))))
                .extracting(Header::value)
                .containsExactly("\"10-per-5s\";q=10;w=5", "\"10-per-5s\";r=3;t=1");
        String forbidden = text(answer(itemsWithKey("other")));
        quotas = List.of();
        assertThat(text(answer(itemsWithKey("other")))).isEqualTo(forbidden).startsWith("403");
        within = false;
        quotas = List.of(new Quota(10, Duration.ofSeconds(5), 3, Duration.ofSeconds(4)));
        assertThat(text(answer(itemsWithKey("mandates:read")))).startsWith("""
                        429
                        Content-Type: application/problem+json
                        Cache-Control: no-store
                        Retry-After: 1
                        RateLimit-Policy: "10-per-5s";q=10;w=5
                        RateLimit: "10-per-5s";r=3;t=1
                        X-Decision-Ref: -
                        """);
    }

    private FakeRequest itemsWithKey(String scope) {
        String key = keystile.credentials(Environment.LIVE)
                .issue(NewCredential.principal("p", "t").access(Access.only(scope)))
                .key()
                .reveal();
        return FakeRequest.of("GET", "/api/mandates").with("X-API-Key", key);
    }

    @Test
    void preflight_isAnsweredForItsOrigin_neverWithCredentials() {
        FakeRequest preflight = FakeRequest.of("OPTIONS", "/api/mandates")
                .with("Origin", "https://app.example")
                .with("Access-Control-Request-Method", "PUT");
        assertThat(text(answer(preflight))).isEqualTo("""
                        204
                        Access-Control-Allow-Origin: https://app.example
                        Access-Control-Allow-Methods: PUT
                        Access-Control-Allow-Headers: Content-Type, Idempotency-Key, X-API-Key, Authorization
                        Access-Control-Max-Age: 600
                        Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers
                        Cache-Control: no-store

                        """);
    }

    @Test
    void refusal_isExplainedByTheReferenceInItsAnswer() {
        Answer answer = answer(FakeRequest.of("GET", "/api/mandates"));
        String reference = answer.headers().stream()
                .filter(h -> h.name().equals(Answers.REFERENCE))
                .findFirst()
                .orElseThrow()
                .value();
        assertThat(keystile.explain(reference)).isNotNull();
    }

    @Test
    void scriptsOfListedOrigins_mayReadAnswers() {
        assertThat(keystile.crossOriginHeaders(FakeRequest.of("GET", "/").with("Origin", "https://app.example")))
                .containsExactly(
                        new Header("Access-Control-Allow-Origin", "https://app.example"),
                        new Header(
                                "Access-Control-Expose-Headers",
                                "X-Decision-Ref, Retry-After, RateLimit-Policy, RateLimit"),
                        new Header("Vary", "Origin"));
        assertThat(keystile.crossOriginHeaders(FakeRequest.of("GET", "/").with("Origin", "https://evil.example")))
                .containsExactly(new Header("Vary", "Origin"));
    }

    @Test
    void scriptsOfListedOrigins_mayReadWhenToComeBack_andNoOtherRefusal() {
        FakeRequest over = itemsWithKey("mandates:read").with("Origin", "https://app.example");
        Refused refused = (Refused) keystile.decide(over);
        assertThat(text(keystile.answer(refused, over))).startsWith("""
                        429
                        Content-Type: application/problem+json
                        Cache-Control: no-store
                        Retry-After: 1
                        X-Decision-Ref: -
                        Access-Control-Allow-Origin: https://app.example
                        Access-Control-Expose-Headers: X-Decision-Ref, Retry-After, RateLimit-Policy, RateLimit
                        Vary: Origin
                        """);
        FakeRequest foreign = itemsWithKey("mandates:read").with("Origin", "https://evil.example");
        Refused other = (Refused) keystile.decide(foreign);
        assertThat(text(keystile.answer(other, foreign))).isEqualTo(text(keystile.answer(other)));
        FakeRequest bare = FakeRequest.of("GET", "/api/mandates").with("Origin", "https://app.example");
        Refused unauthenticated = (Refused) keystile.decide(bare);
        assertThat(text(keystile.answer(unauthenticated, bare))).isEqualTo(text(keystile.answer(unauthenticated)));
    }
}
