package io.keystile.policy;

import io.keystile.credential.Plane;
import io.keystile.request.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A policy as aligned lines for people: the rules, the more specific first, then what holds where none applies. */
final class PolicyTable {
    private static final Comparator<Rule> MORE_SPECIFIC_FIRST = Comparator.comparing(
                    PolicyTable::specificity, Comparator.reverseOrder())
            .thenComparing(Rule::path)
            .thenComparing(Rule::name);

    private PolicyTable() {}

    static String of(AccessPolicy policy) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("METHODS", "PATH", "ENTERS WITH", "SESSION", "TOKEN"));
        policy.rules().stream().sorted(MORE_SPECIFIC_FIRST).forEach(rule -> addRule(rule, rows));
        for (String root : policy.guardedRoots().stream().sorted().toList()) {
            rows.add(List.of("ANY", root, "full access, where no rule applies", "", ""));
        }
        StringBuilder table = new StringBuilder(aligned(rows));
        if (policy.guardedRoots().isEmpty()) {
            table.append("no guarded root: where no rule applies, the application decides\n");
        }
        table.append("default plane: ").append(name(policy.defaultPlane())).append('\n');
        for (Plane plane : Plane.values()) {
            table.append(name(plane))
                    .append(" credentials: ")
                    .append(places(policy.places(plane)))
                    .append('\n');
        }
        return table.toString();
    }

    private static void addRule(Rule rule, List<List<String>> rows) {
        boolean guarded = rule.kind() == Rule.Kind.GUARDED;
        String session = rule.kind() == Rule.Kind.SESSION_ONLY ? "only" : rule.sessionsWelcome() ? "welcome" : "";
        rows.add(List.of(
                methods(rule),
                rule.path(),
                guarded ? entrance(rule) : rule.kind() == Rule.Kind.OPEN ? "open to everyone" : "no credential",
                session,
                guarded && rule.isKeyOnly() ? "refused" : ""));
        Procedures procedures = rule.procedures();
        if (procedures == null) {
            return;
        }
        procedures.all().stream().sorted(Comparator.comparing(Procedure::name)).forEach(procedure -> {
            String kind = procedure.kind().name().toLowerCase(Locale.ROOT);
            String own = counted(procedures.cost(procedure.name(), 1));
            rows.add(List.of("  " + kind, "  " + procedure.name(), "  " + procedure.scope() + own, "", ""));
        });
    }

    /** More segments, then literals from the left, then the exact path: what {@link Selection} goes by. */
    private static String specificity(Rule rule) {
        PathPattern pattern = PathPattern.parse(rule.path());
        StringBuilder key = new StringBuilder();
        key.append((char) pattern.segments().size());
        pattern.segments().forEach(segment -> key.append(segment == null ? '0' : '1'));
        return key.append(pattern.exact() ? '1' : '0').toString();
    }

    private static String entrance(Rule rule) {
        Procedures procedures = rule.procedures();
        return planes(rule)
                + (procedures == null
                        ? ""
                        : " and each procedure's scope, at most " + procedures.maxBatch() + " at once")
                + counted(rule.cost());
    }

    private static String counted(int cost) {
        return cost == 1 ? "" : ", counts " + cost;
    }

    /** The admitted planes with their needs, such as {@code client: principals, or principal: nothing}. */
    static String planes(Rule rule) {
        return rule.admitted().entrySet().stream()
                .map(admitted -> name(admitted.getKey()) + ": " + admitted.getValue())
                .collect(Collectors.joining(", or "));
    }

    /** Who may enter by a rule and with what, such as {@code principal: mandates:read; or session}. */
    static String terms(Rule rule) {
        if (rule.kind() != Rule.Kind.GUARDED) {
            return rule.kind() == Rule.Kind.OPEN ? "open" : "session only";
        }
        return planes(rule)
                + (rule.procedures() == null ? "" : ", each procedure's scope")
                + counted(rule.cost())
                + (rule.isKeyOnly() ? "; key only" : "")
                + (rule.sessionsWelcome() ? "; or session" : "");
    }

    private static String methods(Rule rule) {
        return rule.methods().isEmpty()
                ? "ANY"
                : rule.methods().stream().sorted().collect(Collectors.joining(","));
    }

    private static String places(List<Place> where) {
        return where.isEmpty() ? "none" : where.stream().map(Place::toString).collect(Collectors.joining(", "));
    }

    private static String name(Plane plane) {
        return plane.name().toLowerCase(Locale.ROOT);
    }

    private static String aligned(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = row.get(i);
                line.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
            }
            table.append(line.toString().stripTrailing()).append('\n');
        }
        return table.toString();
    }
}
