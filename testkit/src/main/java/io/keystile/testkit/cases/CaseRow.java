package io.keystile.testkit.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * One row of a case table.
 *
 * @param table the table's file name without its ending
 * @param cells by column, as written
 */
public record CaseRow(String table, Map<String, String> cells) {
    /** Copies. */
    public CaseRow {
        cells = Map.copyOf(cells);
    }

    /** The row's id: {@code P007}. */
    public String id() {
        return cell("id");
    }

    /** A cell's text; empty where the table has {@code -}. */
    public String cell(String column) {
        String cell = cells.get(column);
        if (cell == null) {
            throw new IllegalArgumentException(table + ".tsv has no column " + column);
        }
        return cell.equals("-") ? "" : cell;
    }

    /** The parts of a cell between its {@code |}. */
    public List<String> alternatives(String column) {
        return parts(column, "|");
    }

    List<String> parts(String column, String separators) {
        List<String> parts = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(cell(column), separators);
        while (tokens.hasMoreTokens()) {
            parts.add(tokens.nextToken().strip());
        }
        return parts;
    }

    List<String> headerLines() {
        String lines = cell("headers");
        return lines.isEmpty() ? List.of() : Json.strings(lines);
    }

    /** Id, and what the row is about: names its test. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(id());
        for (String column : List.of("cause", "method", "target", "entry", "address", "peer", "recipe")) {
            String cell = cells.getOrDefault(column, "-");
            boolean said = cell.equals("-") || (column.equals("target") && cells.containsKey("cause"));
            text.append(said ? "" : " " + cell);
        }
        return text.length() <= 160 ? text.toString() : text.substring(0, 159) + "…";
    }
}
