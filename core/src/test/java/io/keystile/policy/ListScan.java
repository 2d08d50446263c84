package io.keystile.policy;

import static java.util.Comparator.comparing;

import io.keystile.credential.Plane;
import io.keystile.policy.Judgement.Kind;
import io.keystile.request.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The policy by its definition: goes through every rule for every question. What the automaton must agree with. */
final class ListScan {
    /** What is demanded; the answer in words, so that nothing of the tested code computes it. */
    record Demand(Kind kind, Map<Plane, String> needs, boolean sessions, boolean keyOnly, int cost) {
        Demand as(Kind other) {
            return new Demand(other, needs, sessions, keyOnly, cost);
        }

        static Demand of(Judgement judgement) {
            Map<Plane, String> needs = new HashMap<>();
            for (Plane plane : Plane.values()) {
                Need need = judgement.need(plane);
                if (need != null) {
                    needs.put(plane, need.fullAccessOnly() ? "FULL" : new TreeSet<>(need.scopes()).toString());
                }
            }
            return new Demand(
                    judgement.kind(), needs, judgement.sessionsWelcome(), judgement.keyOnly(), judgement.cost());
        }
    }

    private static final Demand OUTSIDE = new Demand(Kind.OUTSIDE, Map.of(), false, false, 1);
    private static final Demand AMBIGUOUS =
            unmapped(Set.of(Plane.values()), false, false, 1).as(Kind.AMBIGUOUS);

    private final List<Rule> rules;
    private final List<String> roots;

    ListScan(List<Rule> rules, List<String> roots) {
        this.rules = rules;
        this.roots = roots;
    }

    Demand judge(String method, Target target) {
        String path = target.path();
        List<@Nullable String> segments = new ArrayList<>();
        if (!path.equals("/")) {
            segments.addAll(Arrays.asList(path.substring(1).split("/", -1)));
        }
        if (!target.hasTrailingSlash()) {
            return judge(method, segments);
        }
        segments.remove(segments.size() - 1);
        Demand stripped = judge(method, segments);
        if (namesProcedures(segments)) {
            return AMBIGUOUS;
        }
        segments.add(null);
        Demand deeper = judge(method, segments);
        boolean bothUnmapped = stripped.kind() == Kind.UNMAPPED && deeper.kind() == Kind.UNMAPPED;
        boolean same = bothUnmapped
                ? stripped.needs().equals(deeper.needs()) && stripped.keyOnly() == deeper.keyOnly()
                : stripped.equals(deeper);
        return same ? stripped : AMBIGUOUS;
    }

    /** Whether the last segment is read as names of procedures, known or not. */
    private boolean namesProcedures(List<@Nullable String> path) {
        return rules.stream()
                .filter(rule -> rule.procedures() != null && covers(rule.path(), path))
                .max(comparing(ListScan::specificity))
                .filter(rule -> path.size() == segments(rule.path()).size() + 1)
                .isPresent();
    }

    private Demand judge(String method, List<@Nullable String> path) {
        List<Rule> covering = new ArrayList<>();
        for (Rule rule : rules) {
            if (covers(rule.path(), path)) {
                covering.add(rule);
            }
        }
        covering.sort(comparing(ListScan::specificity).reversed());
        for (Rule rule : covering) {
            if (rule.procedures() != null) {
                return procedures(rule, rule.procedures(), path);
            }
        }
        List<Rule> passed = new ArrayList<>();
        for (int i = 0; i < covering.size(); ) {
            String specificity = specificity(covering.get(i));
            int from = i;
            while (i < covering.size() && specificity(covering.get(i)).equals(specificity)) {
                i++;
            }
            List<Rule> group = covering.subList(from, i);
            for (String as : method.equals("HEAD") ? List.of("HEAD", "GET") : List.of(method)) {
                for (Rule rule : group) {
                    if (rule.methods().contains(as)) {
                        return sum(List.of(rule), true);
                    }
                }
            }
            boolean any = group.get(0).methods().isEmpty();
            if (any && passed.isEmpty()) {
                return sum(group, true);
            }
            passed.addAll(group);
            if (any) {
                break;
            }
        }
        if (passed.isEmpty()) {
            boolean guarded = roots.stream().anyMatch(root -> covers(root, path));
            return guarded ? unmapped(planesInUse(), false, false, 1) : OUTSIDE;
        }
        return sum(passed, false);
    }

    private Demand sum(List<Rule> all, boolean named) {
        Rule first = all.get(0);
        boolean keyOnly = all.stream().anyMatch(Rule::isKeyOnly);
        boolean alike = all.stream()
                .allMatch(rule -> rule.kind() == first.kind()
                        && rule.admitted().keySet().equals(first.admitted().keySet()));
        if (!named && (!alike || first.kind() == Rule.Kind.OPEN)) {
            return unmapped(planesInUse(), false, keyOnly, 1);
        }
        Map<Plane, String> needs = new HashMap<>();
        for (Plane plane : first.admitted().keySet()) {
            Set<String> scopes = new TreeSet<>();
            boolean full = false;
            for (Rule rule : all) {
                Need need = rule.admitted().getOrDefault(plane, Need.fullAccess());
                scopes.addAll(need.scopes());
                full |= need.fullAccessOnly();
            }
            needs.put(plane, full ? "FULL" : scopes.toString());
        }
        boolean sessions =
                first.kind() == Rule.Kind.SESSION_ONLY || all.stream().allMatch(Rule::sessionsWelcome);
        return new Demand(Kind.valueOf(first.kind().name()), needs, sessions, keyOnly, 1);
    }

    private Demand procedures(Rule rule, Procedures procedures, List<@Nullable String> path) {
        Set<Plane> planes = rule.admitted().keySet();
        String batch = path.isEmpty() ? null : path.get(path.size() - 1);
        if (path.size() != segments(rule.path()).size() + 1 || batch == null) {
            return unmapped(planes, rule.sessionsWelcome(), rule.isKeyOnly(), 1);
        }
        List<String> names = Arrays.asList(batch.split(",", -1));
        Set<String> scopes = new TreeSet<>();
        for (String name : names) {
            var known =
                    procedures.all().stream().filter(p -> p.name().equals(name)).findAny();
            if (known.isEmpty() || names.size() > procedures.maxBatch()) {
                return unmapped(planes, rule.sessionsWelcome(), rule.isKeyOnly(), names.size());
            }
            scopes.add(known.get().scope());
        }
        Map<Plane, String> needs = new HashMap<>();
        rule.admitted().forEach((plane, need) -> {
            Set<String> both = new TreeSet<>(scopes);
            both.addAll(need.scopes());
            needs.put(plane, need.fullAccessOnly() ? "FULL" : both.toString());
        });
        return new Demand(Kind.GUARDED, needs, rule.sessionsWelcome(), rule.isKeyOnly(), names.size());
    }

    private Set<Plane> planesInUse() {
        Set<Plane> planes = new HashSet<>(Set.of(Plane.PRINCIPAL));
        rules.forEach(rule -> planes.addAll(rule.admitted().keySet()));
        planes.remove(Plane.ADMIN);
        return planes;
    }

    private static Demand unmapped(Set<Plane> planes, boolean sessions, boolean keyOnly, int cost) {
        Map<Plane, String> needs = new EnumMap<>(Plane.class);
        planes.forEach(plane -> needs.put(plane, "FULL"));
        return new Demand(Kind.UNMAPPED, needs, sessions, keyOnly, cost);
    }

    private static List<String> segments(String pattern) {
        String path = pattern.endsWith("$") ? pattern.substring(0, pattern.length() - 1) : pattern;
        return path.equals("/") ? List.of() : Arrays.asList(path.substring(1).split("/"));
    }

    private static boolean covers(String pattern, List<@Nullable String> path) {
        List<String> segments = segments(pattern);
        if (segments.size() > path.size() || (pattern.endsWith("$") && segments.size() < path.size())) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            String given = path.get(i);
            if (given == null
                    || !(segments.get(i).startsWith("{") || segments.get(i).equals(given))) {
                return false;
            }
        }
        return true;
    }

    /** Sorts as specific patterns do: number of segments, then literals from the left, then the exact one. */
    private static String specificity(Rule rule) {
        List<String> segments = segments(rule.path());
        StringBuilder key = new StringBuilder(String.format("%03d ", segments.size()));
        segments.forEach(segment -> key.append(segment.startsWith("{") ? '0' : '1'));
        return key.append(rule.path().endsWith("$") ? " 1" : " 0").toString();
    }
}
