package io.keystile.testkit.cases;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The case tables: the project's own, or with {@code -Dkeystile.cases=DIR} those of a folder. A relative folder is one of
 * the build's root, which {@code keystile.root} names. A folder without some table runs no rows of it: others' rows are
 * not mixed with ours.
 */
public final class CaseTables {
    /** Names a folder with other tables of the same form. */
    public static final String DIRECTORY_PROPERTY = "keystile.cases";

    /** Names what a relative folder is relative to. */
    public static final String ROOT_PROPERTY = "keystile.root";

    private CaseTables() {}

    /**
     * The rows of a table, in order; none if the folder that is set has no such table.
     *
     * @param name {@code paths}, {@code headers}, …
     * @throws IllegalArgumentException if the folder is none, or the table is malformed
     */
    public static List<CaseRow> rows(String name) {
        Path directory = directory();
        if (directory == null) {
            return parse(name, ownTable(name));
        }
        Path file = directory.resolve(name + ".tsv");
        try {
            return Files.exists(file) ? parse(name, Files.readString(file)) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder that is set; null: none, so the project's own tables. */
    public static @Nullable Path directory() {
        String set = System.getProperty(DIRECTORY_PROPERTY, "");
        if (set.isEmpty()) {
            return null;
        }
        Path directory = Path.of(System.getProperty(ROOT_PROPERTY, "")).resolve(set);
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException(DIRECTORY_PROPERTY + " names " + directory + ", which is no folder");
        }
        return directory;
    }

    static String ownTable(String name) {
        try (InputStream in = CaseTables.class.getResourceAsStream(name + ".tsv")) {
            if (in == null) {
                throw new IllegalArgumentException("there is no table " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<CaseRow> parse(String name, String text) {
        List<CaseRow> rows = new ArrayList<>();
        @Nullable List<String> columns = null;
        for (String line : lines(text)) {
            if (line.startsWith("#") || line.isEmpty()) {
                continue;
            }
            List<String> cells = cells(line);
            if (columns == null) {
                columns = cells;
            } else {
                rows.add(row(name, columns, cells));
            }
        }
        return rows;
    }

    private static CaseRow row(String name, List<String> columns, List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(name + ".tsv: row " + cells.get(0) + " has " + cells.size()
                    + " cells, the header has " + columns.size());
        }
        Map<String, String> byColumn = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            byColumn.put(columns.get(i), cells.get(i));
        }
        return new CaseRow(name, byColumn);
    }

    // Not String.lines(): a lone CR, or a form feed, is a cell's own.
    private static List<String> lines(String text) {
        return pieces(text, '\n');
    }

    private static List<String> cells(String line) {
        return pieces(line, '\t');
    }

    private static List<String> pieces(String text, char separator) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int to = text.indexOf(separator); to >= 0; to = text.indexOf(separator, from)) {
            pieces.add(text.substring(from, to));
            from = to + 1;
        }
        pieces.add(text.substring(from));
        return pieces;
    }
}
