package io.keystile.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.key.Environment;
import io.keystile.net.AddressRanges;
import io.keystile.net.ClientAddress;
import io.keystile.testkit.cases.CaseServer.Asked;
import java.util.ArrayList;
import java.util.List;

/** The rows about where a caller is: {@code clientip.tsv} and {@code cidr.tsv}, seen through allowlists. */
final class AddressCases {
    private static final String FAIL_CLOSED = "FAIL_CLOSED";
    private static final String ENTRY_REJECTED = "ENTRY_REJECTED";
    private static final AddressRanges ANYWHERE = AddressRanges.of("0.0.0.0/0", "::/0");

    private AddressCases() {}

    static void checkClient(CaseServers servers, CaseRow row) {
        String header = row.cell("mode").equals("FORWARDED") ? "Forwarded" : "X-Forwarded-For";
        String[] trusted = Json.strings(row.cell("trusted")).toArray(String[]::new);
        if (row.cell("expected").equals("CONFIG_REJECTED")) {
            assertThatThrownBy(() -> ClientAddress.behind(header, trusted))
                    .isInstanceOf(IllegalArgumentException.class);
            return;
        }
        CaseServer server =
                servers.behind(trusted.length == 0 ? ClientAddress.peer() : ClientAddress.behind(header, trusted));
        List<String> lines = row.headerLines().stream().map(Cells::repeated).toList();
        server.setup().simulatePeer(String.valueOf(Json.parse(row.cell("peer"))));
        try {
            checkClient(server, row, lines);
        } finally {
            server.setup().simulatePeer(null);
        }
    }

    private static void checkClient(CaseServer server, CaseRow row, List<String> lines) {
        List<String> safe = new ArrayList<>(List.of(row.cell("expected")));
        safe.addAll(row.alternatives("also_ok"));
        assertThat(safe).as("one of the safe outcomes").anyMatch(outcome -> isOutcome(server, outcome, lines));
        for (String forged : row.parts("must_not", ",|")) {
            Asked asked = ask(server, AddressRanges.of(forged), lines);
            assertThat(asked.status()).as("BYPASS by %s", forged).isEqualTo(403);
            assertThat(asked.runs()).isZero();
            server.checkUniform(asked.answer(), "GET");
        }
        assertThat(ask(server, AddressRanges.none(), lines).status())
                .as("a credential without an allowlist")
                .isEqualTo(200);
    }

    private static boolean isOutcome(CaseServer server, String outcome, List<String> lines) {
        boolean known = ask(server, ANYWHERE, lines).status() == 200;
        if (outcome.equals(FAIL_CLOSED)) {
            return !known;
        }
        return known && ask(server, AddressRanges.of(outcome), lines).status() == 200;
    }

    private static Asked ask(CaseServer server, AddressRanges allowlist, List<String> lines) {
        List<String> all = new ArrayList<>(lines);
        all.add("X-API-Key: "
                + server.fixture()
                        .issue(Environment.LIVE, CaseKeys.ALICE, List.of("authorize"), allowlist)
                        .key()
                        .reveal());
        return server.ask("GET", "/api/v1/authorize/1", all, "");
    }

    static void checkEntry(CaseServer server, CaseRow row) {
        List<String> safe = new ArrayList<>(List.of(row.cell("expected")));
        safe.addAll(row.alternatives("also_ok"));
        assertThat(safe).contains(outcome(server, row));
    }

    private static String outcome(CaseServer server, CaseRow row) {
        AddressRanges allowlist;
        try {
            allowlist = allowlist(row.cell("entry"));
        } catch (IllegalArgumentException e) {
            return ENTRY_REJECTED;
        }
        server.setup().simulatePeer(String.valueOf(Json.parse(row.cell("address"))));
        try {
            Asked asked = ask(server, allowlist, List.of());
            if (asked.status() != 200) {
                assertThat(asked.status()).isEqualTo(403);
                assertThat(asked.runs()).isZero();
                server.checkUniform(asked.answer(), "GET");
            }
            return asked.status() == 200 ? "MATCH" : "NO_MATCH";
        } finally {
            server.setup().simulatePeer(null);
        }
    }

    private static AddressRanges allowlist(String cell) {
        return cell.startsWith("[")
                ? AddressRanges.of(Json.strings(cell).toArray(String[]::new))
                : AddressRanges.of(String.valueOf(Json.parse(cell)));
    }
}
