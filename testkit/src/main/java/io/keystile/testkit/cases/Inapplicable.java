package io.keystile.testkit.cases;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Rows that no adapter can run, each with the sentence that says why. */
final class Inapplicable {
    static final String NEEDS_TOKEN_ENDPOINT = "needs the token endpoint, which comes with OAuth2";
    static final String MODE_BOTH = "mode BOTH of clientip.tsv is not offered by the product";

    private static final String ABSENT = "absent";

    private Inapplicable() {}

    /** A row that stands for a whole table, so that its absence shows. */
    static CaseRow absent(String table) {
        return new CaseRow(table, java.util.Map.of("id", ABSENT));
    }

    static Optional<String> because(CaseRow row) {
        if (row.id().equals(ABSENT)) {
            return Optional.of("the folder of -D" + CaseTables.DIRECTORY_PROPERTY + " has no " + row.table() + ".tsv");
        }
        return switch (row.table()) {
            case "token-endpoint", "jwt" -> Optional.of(NEEDS_TOKEN_ENDPOINT);
            case "clientip" -> row.cell("mode").equals("BOTH") ? Optional.of(MODE_BOTH) : Optional.empty();
            case "headers" -> tokens(row, List.of("headers", "target", "body"), row.cell("precondition"));
            case "uniformity" ->
                row.cell("group").equals("TOKEN")
                        ? Optional.of(NEEDS_TOKEN_ENDPOINT)
                        : tokens(row, List.of("request", "target"), row.cell("setup"));
            default -> Optional.empty();
        };
    }

    /** With OAuth2 off, as it is until it comes, a token is one more thing to refuse. */
    private static Optional<String> tokens(CaseRow row, List<String> columns, String precondition) {
        String words = precondition.toLowerCase(Locale.ROOT);
        boolean off = words.contains("feature off") || words.contains("oauth off") || words.contains("switched off");
        boolean issued = columns.stream()
                .map(row::cell)
                .anyMatch(cell -> cell.contains("<JWT") || cell.contains("_JWT>") || cell.contains("_JWT "));
        return issued && !off ? Optional.of(NEEDS_TOKEN_ENDPOINT) : Optional.empty();
    }
}
