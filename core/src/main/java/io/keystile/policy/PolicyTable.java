package io.keystile.policy;

import io.keystile.credential.Plane;
import io.keystile.request.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A policy as aligned lines for people: a rule each, then what holds where none applies. */
final class PolicyTable {
    private PolicyTable() {}

    static String of(List<Rule> rules, List<String> guardedRoots, Map<Plane, List<Place>> places) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"METHOD", "PATH", "NEEDS"});
        for (Rule rule : rules) {
            String methods = rule.methods().isEmpty() ? "ANY" : String.join(",", rule.methods());
            rows.add(new String[] {methods, rule.path(), terms(rule)});
            Procedures procedures = rule.procedures();
            if (procedures != null) {
                for (Procedure procedure : procedures.all()) {
                    String kind = procedure.kind().name().toLowerCase(Locale.ROOT);
                    rows.add(new String[] {"", "  " + procedure.name(), procedure.scope() + " (" + kind + ")"});
                }
            }
        }
        for (String root : guardedRoots) {
            rows.add(new String[] {"ANY", root, "full access, where no rule applies"});
        }
        return aligned(rows) + placesOf(places);
    }

    /** Who may enter by a rule and with what, such as {@code principal: mandates:read; or session}. */
    static String terms(Rule rule) {
        if (rule.kind() != Rule.Kind.GUARDED) {
            return rule.kind() == Rule.Kind.OPEN ? "open" : "session only";
        }
        StringBuilder terms = new StringBuilder();
        for (Map.Entry<Plane, Need> admitted : rule.admitted().entrySet()) {
            terms.append(terms.length() == 0 ? "" : ", or ")
                    .append(admitted.getKey().name().toLowerCase(Locale.ROOT))
                    .append(": ")
                    .append(admitted.getValue());
        }
        if (rule.procedures() != null) {
            terms.append(", each procedure's scope");
        }
        terms.append(rule.isKeyOnly() ? "; key only" : "").append(rule.sessionsWelcome() ? "; or session" : "");
        return terms.toString();
    }

    private static String placesOf(Map<Plane, List<Place>> places) {
        StringBuilder lines = new StringBuilder();
        places.forEach((plane, where) -> lines.append(plane.name().toLowerCase(Locale.ROOT))
                .append(" credentials: ")
                .append(
                        where.isEmpty()
                                ? "none"
                                : where.stream().map(Place::toString).collect(Collectors.joining(", ")))
                .append('\n'));
        return lines.toString();
    }

    private static String aligned(List<String[]> rows) {
        int first = 0;
        int second = 0;
        for (String[] row : rows) {
            first = Math.max(first, row[0].length());
            second = Math.max(second, row[1].length());
        }
        StringBuilder table = new StringBuilder();
        for (String[] row : rows) {
            pad(table, row[0], first);
            pad(table, row[1], second);
            table.append(row[2]).append('\n');
        }
        return table.toString();
    }

    private static void pad(StringBuilder table, String cell, int width) {
        table.append(cell).append(" ".repeat(width - cell.length() + 2));
    }
}
