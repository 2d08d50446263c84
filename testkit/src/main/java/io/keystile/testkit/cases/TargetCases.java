package io.keystile.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.testkit.cases.CaseServer.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** The rows whose request-target is the attack: {@code paths.tsv} and {@code trpc.tsv}. */
final class TargetCases {
    private TargetCases() {}

    static void checkPath(CaseServer server, CaseRow row) {
        List<String> lines = new ArrayList<>(row.headerLines());
        lines.add(credential(server, row.cell("scopes")));
        Asked asked = server.ask(row.cell("method"), Cells.target(row.cell("target")), lines, "");

        assertThat(row.parts("bypass_if", ",|")).as("BYPASS").doesNotContain(orNone(asked.resource()));
        switch (row.cell("expected")) {
            case "ALLOW" -> checkServed(asked, row);
            case "DENY" -> checkRefused(server, asked, row);
            case "REJECT" -> checkStatus(asked, row);
            case "ALLOW_OR_REJECT" -> {
                if (asked.status() == 200) {
                    checkServed(asked, row);
                } else {
                    checkStatus(asked, row);
                }
            }
            default -> throw new IllegalArgumentException("unknown outcome " + row.cell("expected"));
        }
    }

    private static String credential(CaseServer server, String scopes) {
        if (scopes.equals("@admin")) {
            return "X-Admin-Key: " + CaseFixture.ADMIN_KEY;
        }
        boolean none = scopes.isEmpty() || scopes.equals("none");
        List<String> list = none ? List.of() : split(scopes);
        return "X-API-Key: " + server.fixture().issue(list).key().reveal();
    }

    private static void checkServed(Asked asked, CaseRow row) {
        assertThat(asked.status()).isEqualTo(200);
        assertThat(row.alternatives("served_by")).contains(asked.resource());
    }

    private static void checkStatus(Asked asked, CaseRow row) {
        assertThat(asked.runs()).as("resources that ran").isZero();
        assertThat(row.alternatives("ok_status")).contains(Integer.toString(asked.status()));
    }

    private static void checkRefused(CaseServer server, Asked asked, CaseRow row) {
        checkStatus(asked, row);
        if (asked.status() == 401 || asked.status() == 403) {
            server.checkUniform(asked.answer(), row.cell("method"));
        }
    }

    static void checkProcedures(CaseServer server, CaseRow row) {
        List<String> lines = new ArrayList<>(row.headerLines());
        if (!row.cell("content_type").isEmpty()) {
            lines.add("Content-Type: " + row.cell("content_type"));
        }
        lines.add(credential(server, row.cell("key_scopes")));
        Asked asked =
                server.ask(row.cell("method"), Cells.target(row.cell("target")), lines, Cells.body(row.cell("body")));

        List<String> run = split(asked.header(CaseResources.PROCEDURES_HEADER));
        List<String> forbidden = row.parts("bypass_if", ",|");
        assertThat(run).as("BYPASS").noneMatch(forbidden::contains);
        assertThat(run)
                .as("procedures that ran")
                .allSatisfy(name -> assertThat(split(row.cell("key_scopes"))).contains(scope(name)));
        boolean reached = asked.resource().equals(CaseResources.RPC);
        switch (row.cell("expected")) {
            case "ALLOW" ->
                assertThat(reached)
                        .as("reached the router, but: %s", asked.answer())
                        .isTrue();
            case "DENY" -> {
                assertThat(asked.status()).isEqualTo(403);
                assertThat(asked.runs()).as("resources that ran").isZero();
                server.checkUniform(asked.answer(), row.cell("method"));
            }
            case "REJECT" -> checkStatus(asked, row);
            case "ALLOW_OR_REJECT" -> {
                if (!reached) {
                    checkStatus(asked, row);
                }
            }
            default -> throw new IllegalArgumentException("unknown outcome " + row.cell("expected"));
        }
    }

    private static String scope(String procedure) {
        return CaseFixture.PROCEDURES.all().stream()
                .filter(known -> known.name().equals(procedure))
                .findFirst()
                .orElseThrow()
                .scope();
    }

    private static String orNone(String resource) {
        return resource.isEmpty() ? "none" : resource;
    }

    private static List<String> split(String list) {
        List<String> parts = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(list, ",");
        while (tokens.hasMoreTokens()) {
            parts.add(tokens.nextToken().strip());
        }
        return parts;
    }
}
