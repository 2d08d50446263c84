package io.keystile.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.testkit.RawAnswer;
import io.keystile.testkit.cases.CaseServer.Asked;
import java.util.ArrayList;
import java.util.List;

/** The rows whose presented credential is the attack: {@code headers.tsv} and {@code uniformity.tsv}. */
final class CredentialCases {
    private static final String BODY = "(body) ";

    private CredentialCases() {}

    static void checkHeaders(CaseServer server, CaseRow row) {
        Placeholders placeholders = placeholders(server, row.cell("precondition"));
        List<String> lines =
                row.headerLines().stream().map(placeholders::expand).toList();
        String target = Cells.target(placeholders.expand(row.cell("target")));
        String body = Cells.body(placeholders.expand(row.cell("body")));
        Asked asked = server.ask(row.cell("method"), target, lines, body);

        List<String> safe = new ArrayList<>(List.of(row.cell("expected")));
        safe.addAll(row.alternatives("also_ok"));
        boolean mayRun = safe.stream().anyMatch(outcome -> outcome.startsWith("200"));
        if (row.alternatives("never").contains("200") && !mayRun) {
            assertThat(asked.runs()).as("resources that ran").isZero();
        }
        assertThat(safe).as("%s", asked.answer()).anyMatch(outcome -> fits(outcome, asked));
        if (asked.status() == 401 || asked.status() == 403) {
            assertThat(asked.runs()).as("resources that ran").isZero();
            server.checkUniform(asked.answer(), row.cell("method"));
        }
    }

    /** @param outcome {@code 401}, or {@code 200:A} */
    private static boolean fits(String outcome, Asked asked) {
        int colon = outcome.indexOf(':');
        String status = colon < 0 ? outcome : outcome.substring(0, colon);
        boolean sameStatus = status.equals(Integer.toString(asked.status()));
        return sameStatus
                && (colon < 0 || asked.header("X-Principal").equals(CaseKeys.owner(outcome.substring(colon + 1))));
    }

    static void checkUniformity(CaseServer server, CaseRow row) {
        Placeholders placeholders = placeholders(server, row.cell("setup"));
        List<String> lines = new ArrayList<>();
        String body = "";
        for (String line : Json.strings(row.cell("request"))) {
            String expanded = placeholders.expand(line);
            if (expanded.startsWith(BODY)) {
                body = expanded.substring(BODY.length());
            } else {
                lines.add(expanded);
            }
        }
        String cell = row.cell("target");
        String method = cell.substring(0, cell.indexOf(' '));
        String target = Cells.target(placeholders.expand(cell.substring(method.length() + 1)));
        Asked asked = server.ask(method, target, lines, body);

        assertThat(Integer.toString(asked.status())).isEqualTo(row.cell("expected"));
        assertThat(asked.runs()).as("resources that ran").isZero();
        assertThat(asked.answer().header("WWW-Authenticate")).isNotNull();
        if (row.cell("group").equals("API")) {
            server.checkUniform(asked.answer(), method);
        } else {
            RawAnswer baseline = server.ask(method, target).answer();
            assertThat(asked.answer().uniform()).isEqualTo(baseline.uniform());
        }
    }

    static Placeholders placeholders(CaseServer server, String precondition) {
        CaseKeys keys = new CaseKeys(server.fixture(), precondition);
        return new Placeholders(name -> name.equals("JWT") ? goodToken() : keys.value(name));
    }

    /** Of a server that these tests have made up: where OAuth2 is off, every token is as bad. */
    private static String goodToken() {
        JwtFacts facts = new JwtFacts(
                "ES256", 1_900_000_000L, "https://auth.example", "https://api.example", CaseKeys.ALICE, "k1");
        return new JwtRecipes(facts, JwtKeys.forAlgorithm("ES256")).build("{}");
    }
}
