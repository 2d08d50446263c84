package io.keystile.testkit.cases;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Rows that no adapter can run, each with the sentence that says why. */
final class Inapplicable {
    static final String NEEDS_TOKEN_ENDPOINT = "needs a token endpoint, and this adapter is tried without";
    static final String SIGNS_BY_PAIRS = "is about tokens signed by a shared secret, which the product never does";
    static final String MODE_BOTH = "mode BOTH of clientip.tsv is not offered by the product";

    private static final String ABSENT = "absent";

    private Inapplicable() {}

    /** A row that stands for a whole table, so that its absence shows. */
    static CaseRow absent(String table) {
        return new CaseRow(table, java.util.Map.of("id", ABSENT));
    }

    /** @param haveTokens asked only of rows about tokens */
    static Optional<String> because(CaseRow row, BooleanSupplier haveTokens) {
        if (row.id().equals(ABSENT)) {
            return Optional.of("the folder of -D" + CaseTables.DIRECTORY_PROPERTY + " has no " + row.table() + ".tsv");
        }
        return switch (row.table()) {
            case "token-endpoint" -> needsTokens(haveTokens);
            case "jwt" -> row.cell("applies").equals("HS") ? Optional.of(SIGNS_BY_PAIRS) : needsTokens(haveTokens);
            case "clientip" -> row.cell("mode").equals("BOTH") ? Optional.of(MODE_BOTH) : Optional.empty();
            case "headers" -> tokens(row, List.of("headers", "target", "body"), row.cell("precondition"), haveTokens);
            case "uniformity" ->
                row.cell("group").equals("TOKEN")
                        ? needsTokens(haveTokens)
                        : tokens(row, List.of("request", "target"), row.cell("setup"), haveTokens);
            default -> Optional.empty();
        };
    }

    private static Optional<String> needsTokens(BooleanSupplier haveTokens) {
        return haveTokens.getAsBoolean() ? Optional.empty() : Optional.of(NEEDS_TOKEN_ENDPOINT);
    }

    /** With OAuth2 off, a token is one more thing to refuse. */
    private static Optional<String> tokens(
            CaseRow row, List<String> columns, String precondition, BooleanSupplier haveTokens) {
        boolean issued = columns.stream()
                .map(row::cell)
                .anyMatch(cell -> cell.contains("<JWT") || cell.contains("_JWT>") || cell.contains("_JWT "));
        return issued && !isOff(precondition) ? needsTokens(haveTokens) : Optional.empty();
    }

    /** Whether a precondition says that OAuth2 is off. */
    static boolean isOff(String precondition) {
        String words = precondition.toLowerCase(Locale.ROOT);
        return words.contains("feature off") || words.contains("oauth off") || words.contains("switched off");
    }
}
