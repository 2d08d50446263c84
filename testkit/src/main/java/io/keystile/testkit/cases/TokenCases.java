package io.keystile.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.testkit.RawAnswer;
import io.keystile.testkit.cases.CaseServer.Asked;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rows of {@code token-endpoint.tsv}. */
final class TokenCases {
    private TokenCases() {}

    static void check(CaseServers servers, CaseRow row) {
        boolean off = row.cell("feature").equals("off");
        CaseServer server = off ? servers.switchedOff() : servers.withTokensIfAny();
        String headers = row.cell("headers");
        Precondition precondition = Precondition.of(headers.startsWith("(") ? headers : "");
        precondition.around(server, () -> {
            Asked asked = ask(server, row, headers);
            assertThat(asked.runs()).as("resources that ran").isZero();
            checkOutcome(server, row, asked);
            if (off && asked.status() == 404) {
                RawAnswer nowhere =
                        server.ask(row.cell("method"), "/nowhere/at/all").answer();
                assertThat(asked.answer().uniform())
                        .as("what any unknown path gets")
                        .isEqualTo(nowhere.uniform());
            }
        });
    }

    private static Asked ask(CaseServer server, CaseRow row, String headers) {
        Placeholders placeholders = CredentialCases.placeholders(server, headers.startsWith("(") ? headers : "");
        List<String> lines = new ArrayList<>();
        if (!row.cell("content_type").isEmpty()) {
            lines.add("Content-Type: " + row.cell("content_type"));
        }
        if (!row.cell("authorization").isEmpty()) {
            lines.add("Authorization: " + placeholders.expand(row.cell("authorization")));
        }
        if (!headers.isEmpty() && !headers.startsWith("(")) {
            lines.add(placeholders.expand(headers));
        }
        String target = Cells.target(placeholders.expand(row.cell("target")));
        String body = CaseTokens.bytes(Cells.lineEnds(placeholders.expand(row.cell("body"))));
        return server.ask(row.cell("method"), target, lines, body);
    }

    private static void checkOutcome(CaseServer server, CaseRow row, Asked asked) {
        RawAnswer answer = asked.answer();
        String wanted = (row.cell("expected_status") + " " + row.cell("expected_error")).strip();
        List<String> safe = new ArrayList<>(List.of(wanted));
        safe.addAll(row.alternatives("also_ok"));
        assertThat(safe).as("%s\n%s", answer.statusLine(), answer.body()).anyMatch(outcome -> fits(outcome, answer));
        if (fits(wanted, answer)) {
            row.parts("required_headers", ";").forEach(required -> checkRequired(required, answer));
            row.parts("forbidden", ";").forEach(forbidden -> checkForbidden(forbidden, answer));
        }
        switch (asked.status()) {
            case 200 -> checkToken(server, row, answer);
            case 401 ->
                assertThat(answer.uniform())
                        .as("the one 401")
                        .isEqualTo(invalidClient(server).uniform());
            case 403 -> server.checkUniform(answer, row.cell("method"));
            default -> checkDescription(answer);
        }
    }

    /** @param outcome {@code 400 invalid_scope}, {@code 404}, {@code 200 with …} */
    private static boolean fits(String outcome, RawAnswer answer) {
        String[] words = outcome.split(" ", 3);
        if (!words[0].equals(Integer.toString(answer.status()))) {
            return false;
        }
        if (words.length == 1) {
            return true;
        }
        return words[1].equals("with") || words[1].equals(body(answer).get("error"));
    }

    private static void checkRequired(String required, RawAnswer answer) {
        if (required.startsWith("body ")) {
            checkMember(required.substring("body ".length()), answer);
            return;
        }
        int colon = required.indexOf(':');
        String name = colon < 0 ? required : required.substring(0, colon);
        String value = colon < 0 ? "" : required.substring(colon + 1).strip();
        assertThat(answer.headers(name)).as("lines of %s", name).hasSize(1);
        String given = Objects.requireNonNull(answer.header(name));
        boolean whole = given.equals(value) || given.startsWith(value + ";") || given.startsWith(value + " ");
        assertThat(value.isEmpty() || whole).as("%s: %s", name, given).isTrue();
    }

    /** @param member {@code scope}, {@code scope=authorize} */
    private static void checkMember(String member, RawAnswer answer) {
        int equals = member.indexOf('=');
        String name = equals < 0 ? member : member.substring(0, equals);
        Object value = body(answer).get(name);
        assertThat(value).as("member %s", name).isNotNull();
        if (equals >= 0) {
            assertThat(words(String.valueOf(value)))
                    .as("member %s", name)
                    .isEqualTo(words(member.substring(equals + 1).replace("\"", "")));
        }
    }

    private static Set<String> words(String list) {
        return new TreeSet<>(List.of(list.strip().split("[ ,+]+", -1)));
    }

    private static void checkForbidden(String forbidden, RawAnswer answer) {
        String text = forbidden.replaceFirst(" (?:member )?in (?:the )?body$", "");
        if (text.equals(forbidden)) {
            assertThat(answer.headers(forbidden)).as("lines of %s", forbidden).isEmpty();
        } else {
            assertThat(body(answer).containsKey(text)).as("member %s", text).isFalse();
            assertThat(answer.body()).doesNotContain("\"" + text + "\"");
        }
    }

    /** RFC 6749 §5.1; and it opens what it says that it does. */
    private static void checkToken(CaseServer server, CaseRow row, RawAnswer answer) {
        Map<String, @Nullable Object> body = body(answer);
        assertThat(body.get("access_token")).isInstanceOf(String.class);
        assertThat(String.valueOf(body.get("token_type"))).isEqualToIgnoringCase("Bearer");
        assertThat(body.get("expires_in"))
                .isInstanceOfSatisfying(
                        BigInteger.class, seconds -> assertThat(seconds).isPositive());
        assertThat(body.get("scope"))
                .as("scope, which the row may not have asked for")
                .isInstanceOf(String.class);
        String token = String.valueOf(body.get("access_token"));
        server.fixture().plant("an access token", token);
        boolean opens = words(String.valueOf(body.get("scope"))).contains("authorize");
        Asked used = server.ask("GET", "/api/v1/authorize/1", "Authorization: Bearer " + token);
        assertThat(used.status()).as("its token, at the resource").isEqualTo(opens ? 200 : 403);
        assertThat(row.cell("expected_status")).as("expected").isNotEmpty();
    }

    /** RFC 6749 §5.2: what may stand in a description. */
    private static void checkDescription(RawAnswer answer) {
        Object description = body(answer).get("error_description");
        if (description != null) {
            assertThat(String.valueOf(description)).matches("[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]*");
        }
    }

    static RawAnswer invalidClient(CaseServer server) {
        RawAnswer answer = server.ask(
                        "POST", CaseTokens.ENDPOINT, List.of(CaseTokens.FORM), "grant_type=client_credentials")
                .answer();
        assertThat(answer.status()).as("the reference of invalid_client").isEqualTo(401);
        assertThat(body(answer)).containsEntry("error", "invalid_client").hasSize(1);
        assertThat(answer.header("X-Decision-Ref")).isNotNull();
        return answer;
    }

    /** Empty for what is no JSON object. */
    private static Map<String, @Nullable Object> body(RawAnswer answer) {
        try {
            return JwtRecipes.members(Json.parse(answer.body()));
        } catch (IllegalArgumentException noJson) {
            return Map.of();
        }
    }
}
