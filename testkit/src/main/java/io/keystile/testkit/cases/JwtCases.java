package io.keystile.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.testkit.cases.CaseServer.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** The rows of {@code jwt.tsv}, for each algorithm that they apply to. */
final class JwtCases {
    private static final String RESOURCE = "/api/v1/authorize/1";
    private static final int TRIES = 12;

    private JwtCases() {}

    static void check(CaseServers servers, CaseRow row) {
        Map<String, @Nullable Object> recipe = JwtRecipes.members(Json.parse(row.cell("recipe")));
        List<String> algorithms = Unwired.algorithms(row.cell("applies")).stream()
                .filter(CaseTokens.ALGORITHMS::contains)
                .toList();
        for (String algorithm : algorithms) {
            CaseServer server = servers.withTokens(algorithm);
            if (recipe.containsKey("note")) {
                TokenNotes notes = new TokenNotes(servers, algorithm);
                notes.run(String.valueOf(recipe.get("note")))
                        .forEach((where, asked) -> checkOutcome(where, row, asked));
            } else {
                String token = token(server, row, recipe);
                Asked asked = server.ask("GET", RESOURCE, "Authorization: Bearer " + CaseTokens.bytes(token));
                checkOutcome(server, row, asked);
            }
        }
    }

    /** A recipe with last steps alone is for a token that was really issued. */
    private static String token(CaseServer server, CaseRow row, Map<String, @Nullable Object> recipe) {
        CaseTokens tokens = tokens(server);
        if (!Set.of("post").containsAll(recipe.keySet())) {
            return tokens.built(row.cell("recipe"));
        }
        List<?> operations = JwtRecipes.list(recipe.get("post"));
        String made = "";
        for (int i = 0; i < TRIES; i++) {
            // A scope beside it that nothing asks for, so that lengths differ too.
            String issued = tokens.issued(server.fixture().issue(List.of("authorize", "a".repeat(1 + i % 3))));
            made = CaseTokens.operated(issued, operations);
            if (operations.isEmpty() || !made.equals(issued)) {
                return made;
            }
        }
        Assumptions.abort("the operation leaves every token as it was");
        return made;
    }

    private static CaseTokens tokens(CaseServer server) {
        CaseTokens tokens = server.tokens();
        if (tokens == null) {
            throw new IllegalStateException("a server without tokens");
        }
        return tokens;
    }

    private static void checkOutcome(CaseServer server, CaseRow row, Asked asked) {
        List<String> safe = new ArrayList<>(List.of(row.cell("expected")));
        safe.addAll(row.alternatives("also_ok"));
        assertThat(safe).as("%s", asked.answer()).anyMatch(outcome -> fits(outcome, asked));
        if (asked.status() == 200) {
            assertThat(asked.header("X-Principal")).isEqualTo(CaseKeys.ALICE);
            return;
        }
        assertThat(asked.runs()).as("resources that ran").isZero();
        if (asked.status() == 401 || asked.status() == 403) {
            server.checkUniform(asked.answer(), "GET");
        }
    }

    private static boolean fits(String outcome, Asked asked) {
        return switch (outcome) {
            case "ACCEPT" -> asked.status() == 200;
            case "REJECT" -> asked.status() == 401;
            case "DENY" -> asked.status() == 403;
            // Tomcat says 400 of a request's head that is too large.
            case "HTTP 431" -> asked.status() == 431 || asked.status() == 400;
            case "SKIP_IF_UNCHANGED" -> false;
            default -> {
                if (!outcome.startsWith("HTTP ")) {
                    throw new IllegalArgumentException("unknown outcome " + outcome);
                }
                yield outcome.equals("HTTP " + asked.status());
            }
        };
    }
}
