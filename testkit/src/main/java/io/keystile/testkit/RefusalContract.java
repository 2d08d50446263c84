package io.keystile.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.authn.RateVerdict;
import io.keystile.authn.Reason;
import io.keystile.credential.Access;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an adapter promises of refusals. Not to be extended itself. */
abstract class RefusalContract extends ServerContract {
    private List<RawAnswer> unauthenticated(String requestLine) {
        List<RawAnswer> answers = new ArrayList<>();
        answers.add(ask(requestLine));
        for (String line : List.of(
                "X-API-Key: garbage",
                "X-API-Key:",
                "Authorization: Bearer garbage",
                "Authorization: Basic YTpi",
                "X-Admin-Key: " + AdapterFixture.OPERATOR_KEY,
                service().unknownKey(),
                service().revokedKey(),
                service().suspendedKey(),
                service().expiredKey(),
                service().keyPastItsGrace(),
                service().keyOfSuspendedTenant(),
                service().keyOfAnotherPlane())) {
            answers.add(ask(requestLine, line));
        }
        String good = AdapterFixture.header(service().issue());
        answers.add(ask(requestLine, good, good));
        answers.add(ask(requestLine, good, good.replace("X-API-Key: ", "Authorization: Bearer ")));
        return answers;
    }

    private List<RawAnswer> forbidden(String requestLine) {
        String unscoped = AdapterFixture.header(service().issue(asked -> asked.access(Access.only("other"))));
        String elsewhere = AdapterFixture.header(service().issue(asked -> asked.allowAddresses("192.0.2.1")));
        List<RawAnswer> answers = new ArrayList<>();
        answers.add(ask(requestLine, unscoped));
        answers.add(ask(requestLine, elsewhere));
        answers.add(ask(
                requestLine.replace(AdapterFixture.ITEMS, AdapterFixture.UNMAPPED),
                AdapterFixture.header(service().issue())));
        setup().simulatePeer("10.0.0.5");
        answers.add(ask(requestLine, elsewhere));
        answers.add(ask(requestLine, elsewhere, "X-Forwarded-For: 192.0.2.2"));
        setup().simulatePeer(null);
        return answers;
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "PURGE"})
    void unauthenticated_whateverTheCause_isOneAnswer(String method) {
        assertUniform(401, unauthenticated(method + " " + AdapterFixture.ITEMS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "PURGE"})
    void forbidden_whateverTheCause_isOneAnswer(String method) {
        assertUniform(403, forbidden(method + " " + AdapterFixture.ITEMS));
    }

    @Test
    void unauthenticated_whateverTheRouteAndMethod_isOneAnswer() {
        List<RawAnswer> answers = new ArrayList<>();
        for (String path : List.of(
                AdapterFixture.ITEMS,
                AdapterFixture.ITEMS + "/7/parts?a=b",
                AdapterFixture.BOTH,
                AdapterFixture.ACCOUNT,
                AdapterFixture.ADMIN,
                AdapterFixture.UNMAPPED,
                "/api",
                "/api/nowhere")) {
            for (String method : List.of("GET", "POST", "DELETE")) {
                answers.add(ask(method + " " + path));
            }
        }
        assertUniform(401, answers);
    }

    @Test
    void head_isTheAnswerToGetWithoutItsBody() {
        RawAnswer get = get(AdapterFixture.ITEMS);
        RawAnswer head = ask("HEAD " + AdapterFixture.ITEMS);

        assertThat(head.uniform()).isEqualTo(get.uniformHead());
    }

    @Test
    void unauthenticated_challengesOnce_andForbiddenNever() {
        RawAnswer unauthenticated = get(AdapterFixture.ITEMS);

        assertThat(unauthenticated.headers("WWW-Authenticate")).containsExactly("Bearer realm=\"dd\"");
        assertThat(forbidden("GET " + AdapterFixture.ITEMS))
                .allSatisfy(
                        answer -> assertThat(answer.header("WWW-Authenticate")).isNull());
    }

    @Test
    void reference_isAnotherEachTime_andTheOperatorsToResolve() {
        RawAnswer first = get(AdapterFixture.ITEMS);
        RawAnswer second = get(AdapterFixture.ITEMS, service().revokedKey());

        String reference = Objects.requireNonNull(first.header("X-Decision-Ref"));
        String other = Objects.requireNonNull(second.header("X-Decision-Ref"));
        assertThat(other).isNotEqualTo(reference).hasSameSizeAs(reference);
        assertThat(service().keystile().explain(reference))
                .isNotNull()
                .satisfies(event -> assertThat(event.reason()).isEqualTo(Reason.NO_CREDENTIAL));
        assertThat(service().keystile().explain(other))
                .isNotNull()
                .satisfies(event -> assertThat(event.reason()).isEqualTo(Reason.REVOKED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/items/%2e%2e/admin",
                "/api/items/../admin",
                "/api/items;x=1",
                "/api//items",
                "/api/items/%2Fadmin",
                "/api/items/%00",
                "/api/items/%zz",
                "//api/items"
            })
    void ambiguousTarget_is400AndNothingRuns(String target) {
        RawAnswer answer = get(target, AdapterFixture.header(service().issue()));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(setup().runs()).isZero();
    }

    @Test
    void storeBroken_everyWellFormedKey_isOne503() {
        String good = AdapterFixture.header(service().issue());
        String unknown = service().unknownKey();
        service().store().breakDown();

        List<RawAnswer> answers = List.of(get(AdapterFixture.ITEMS, good), get(AdapterFixture.ITEMS, unknown));

        assertUniform(503, answers);
        assertThat(answers.get(0).header("Retry-After")).isEqualTo("1");
        assertThat(get(AdapterFixture.ITEMS, "X-API-Key: garbage").status()).isEqualTo(401);
        service().store().recover();
        assertServed(get(AdapterFixture.ITEMS, good), "ITEMS", "prn_1");
    }

    @Test
    void overTheRate_is429AndSaysWhenToComeBack() {
        String good = AdapterFixture.header(service().issue());
        service().rate(new RateVerdict.Over(Duration.ofMillis(2_001), List.of()));

        RawAnswer answer = get(AdapterFixture.ITEMS, good);

        assertUniform(429, List.of(answer));
        assertThat(answer.header("Retry-After")).isEqualTo("3");
    }

    @Test
    void limiterCantTell_is503WhereThatRefuses() {
        service().rate(new RateVerdict.Unknown());

        RawAnswer answer =
                get(AdapterFixture.ITEMS, AdapterFixture.header(service().issue()));

        assertUniform(503, List.of(answer));
    }

    @Test
    void bodyOfARefusedRequest_isNeverARequest() {
        String smuggled = "GET " + AdapterFixture.ITEMS + " HTTP/1.1\r\nHost: localhost\r\n"
                + AdapterFixture.header(service().issue()) + "\r\n\r\n";
        try (RawHttp http = RawHttp.connect(port())) {
            http.send("POST " + AdapterFixture.ITEMS + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                    + smuggled.length() + "\r\n\r\n" + smuggled);
            assertThat(http.read(false).status()).isEqualTo(401);
            http.send("GET " + AdapterFixture.ITEMS + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            http.isClosedByServer();
        }
        assertThat(setup().runs()).isZero();
    }

    @Test
    void expectContinue_refused_isAnsweredWithoutAskingForTheBody() {
        try (RawHttp http = RawHttp.connect(port())) {
            http.send(RawHttp.head(
                    "POST " + AdapterFixture.ITEMS, List.of("Expect: 100-continue", "Content-Length: 1000000")));

            assertThat(checked(http.readOne(false)).status()).isEqualTo(401);
        }
        assertThat(setup().runs()).isZero();
    }
}
