package io.keystile.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.authn.Decision;
import io.keystile.authn.Granted;
import io.keystile.authn.Refused;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.testkit.cases.CaseRow;
import io.keystile.testkit.cases.CaseTables;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The recipes of {@code jwt.tsv} against the decision itself; over HTTP they run elsewhere. */
final class JwtCasesTest {
    private static final String TARGET = "/api/v1/authorize/1";

    @TestFactory
    Stream<DynamicTest> es256() {
        return rows("ES256");
    }

    @TestFactory
    Stream<DynamicTest> rs256() {
        return rows("RS256");
    }

    private static Stream<DynamicTest> rows(String algorithm) {
        TokenForge forge = TokenForge.of(algorithm);
        OAuthFixture service = OAuthFixture.with(forge.signingKeys());
        IssuedKey key = service.issue();
        return CaseTables.rows("jwt").stream()
                .filter(row -> row.cell("recipe").startsWith("{")
                        && !row.cell("recipe").contains("\"note\""))
                .filter(row -> applies(row, algorithm))
                .map(row -> DynamicTest.dynamicTest(
                        algorithm + " " + row.cell("id") + " " + row.cell("reason"),
                        () -> check(row, service, forge, key)));
    }

    private static boolean applies(CaseRow row, String algorithm) {
        String applies = row.cell("applies");
        return applies.equals("any") || List.of(applies.split("\\|", -1)).contains(algorithm.substring(0, 2));
    }

    private static void check(CaseRow row, OAuthFixture service, TokenForge forge, IssuedKey key) {
        String token = forge.build(row.cell("recipe"), key, service.time.instant());
        boolean unchanged = row.cell("also_ok").contains("SKIP_IF_UNCHANGED")
                && outcome(service.decide(TARGET, token)).equals("ACCEPT");
        for (int use = 0; use < 2 && !unchanged; use++) {
            String outcome = outcome(service.decide(TARGET, token));
            assertThat(outcome + "|")
                    .as("use " + use)
                    .isIn(
                            row.cell("expected") + "|",
                            row.cell("also_ok").contains(outcome) ? outcome + "|" : row.cell("expected") + "|");
        }
    }

    private static String outcome(Decision decision) {
        if (decision instanceof Granted) {
            return "ACCEPT";
        }
        return decision instanceof Refused refused
                ? switch (refused.refusal().kind()) {
                    case UNAUTHENTICATED -> "REJECT";
                    case FORBIDDEN -> "DENY";
                    default -> refused.toString();
                }
                : decision.toString();
    }
}
