package io.keystile.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.testkit.RawAnswer;
import io.keystile.testkit.cases.CaseServer.Asked;
import java.util.ArrayList;
import java.util.List;

/** The rows whose presented credential is the attack: {@code headers.tsv} and {@code uniformity.tsv}. */
final class CredentialCases {
    static final String BODY = "(body) ";

    private CredentialCases() {}

    static void checkHeaders(CaseServers servers, CaseRow row) {
        CaseServer server = server(servers, row.cell("precondition"));
        Placeholders placeholders = placeholders(servers.withTokensIfAny(), row.cell("precondition"));
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

    static void checkUniformity(CaseServers servers, CaseRow row) {
        CaseServer server = server(servers, row.cell("setup"));
        Placeholders placeholders = placeholders(servers.withTokensIfAny(), row.cell("setup"));
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
        switch (row.cell("group")) {
            case "API" -> server.checkUniform(asked.answer(), method);
            case "TOKEN" ->
                assertThat(asked.answer().uniform())
                        .isEqualTo(TokenCases.invalidClient(server).uniform());
            default -> {
                RawAnswer baseline = server.ask(method, target).answer();
                assertThat(asked.answer().uniform()).isEqualTo(baseline.uniform());
            }
        }
    }

    private static CaseServer server(CaseServers servers, String precondition) {
        return Inapplicable.isOff(precondition) ? servers.switchedOff() : servers.withTokensIfAny();
    }

    /** @param server that issues what they stand for */
    static Placeholders placeholders(CaseServer server, String precondition) {
        return new Placeholders(new TokenValues(server, new CaseKeys(server.fixture(), precondition)));
    }
}
