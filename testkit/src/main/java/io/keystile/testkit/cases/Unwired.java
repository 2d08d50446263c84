package io.keystile.testkit.cases;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The rows of tables that nothing answers yet: read, expanded and built, so that they are ready when it does. */
final class Unwired {
    private static final Set<String> LIFE_CYCLE = Set.of("note");

    private static final Map<String, JwtKeys> KEYS = new ConcurrentHashMap<>();

    private Unwired() {}

    /** @throws IllegalArgumentException if the row can't be read */
    static void read(CaseRow row) {
        if (row.cells().containsKey("expected_status")) {
            readTokenRequest(row);
        } else if (row.cells().containsKey("recipe")) {
            readRecipe(row);
        }
    }

    private static void readTokenRequest(CaseRow row) {
        Placeholders placeholders = new Placeholders(name -> "value-of-" + name);
        List.of("body", "target", "authorization", "headers").forEach(column -> placeholders.expand(row.cell(column)));
    }

    private static void readRecipe(CaseRow row) {
        String recipe = row.cell("recipe");
        if (JwtRecipes.members(Json.parse(recipe)).keySet().equals(LIFE_CYCLE)) {
            return;
        }
        for (String algorithm : algorithms(row.cell("applies"))) {
            JwtFacts facts = new JwtFacts(
                    algorithm, 1_900_000_000L, "https://auth.example", "https://api.example", CaseKeys.ALICE, "k1");
            new JwtRecipes(facts, KEYS.computeIfAbsent(algorithm, JwtKeys::forAlgorithm)).build(recipe);
        }
    }

    /** @param applies the column of that name: {@code any}, {@code HS}, {@code RS|ES} */
    static List<String> algorithms(String applies) {
        String all = applies.equals("any") ? "HS|RS|ES" : applies;
        return List.of("HS256", "RS256", "ES256").stream()
                .filter(algorithm -> all.contains(algorithm.substring(0, 2)))
                .toList();
    }
}
