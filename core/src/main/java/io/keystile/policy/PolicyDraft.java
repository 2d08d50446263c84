package io.keystile.policy;

import io.keystile.credential.Plane;
import io.keystile.request.HttpToken;
import io.keystile.request.Place;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A policy under construction: checks what was written, keeps every problem, compiles it when there is none. */
final class PolicyDraft {
    /** A rule to be made once the default plane is known, and the path it was written for. */
    record Entry(String path, Function<Plane, Rule> rule) {}

    private final Plane defaultPlane;
    private final Map<Plane, List<Place>> places;
    private final PathTrie trie = new PathTrie();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Rule, PathPattern> rules = new LinkedHashMap<>();
    private boolean written;

    PolicyDraft(Plane defaultPlane, Map<Plane, List<Place>> places) {
        this.defaultPlane = defaultPlane;
        this.places = places;
        if (defaultPlane == Plane.ADMIN) {
            problem("defaultPlane", "admin routes are named one by one; the default is client or principal");
        }
        places.forEach(this::checkPlaces);
    }

    private void checkPlaces(Plane plane, List<Place> where) {
        for (int i = 0; i < where.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (where.get(i).isWhere(where.get(j))) {
                    problem("places of " + name(plane), where.get(i) + " is named twice");
                }
            }
        }
    }

    void guard(String root) {
        written = true;
        String where = "guarded root " + root;
        PathPattern pattern = parse(where, root);
        if (pattern == null) {
            return;
        }
        if (pattern.exact()) {
            problem(where, "a guarded root covers every deeper path: write it without '$'");
            return;
        }
        PathTrie.Node node = trie.place(pattern);
        if (node.guardedRoot) {
            problem(where, "is named twice");
        }
        node.guardedRoot = true;
    }

    void add(Entry entry) {
        written = true;
        Rule rule;
        try {
            rule = entry.rule().apply(defaultPlane);
        } catch (IllegalArgumentException malformed) {
            problem("rule " + entry.path(), String.valueOf(malformed.getMessage()));
            return;
        }
        String where = "rule " + rule.name();
        rule.contradictions().forEach(contradiction -> problem(where, contradiction));
        checkMethods(where, rule);
        for (Plane plane : rule.admitted().keySet()) {
            if (places.getOrDefault(plane, List.of()).isEmpty()) {
                problem(where, "admits the plane " + name(plane) + ", which has no place for a credential");
            }
        }
        PathPattern pattern = parse(where, rule.path());
        if (pattern == null) {
            return;
        }
        if (pattern.exact() && rule.procedures() != null) {
            problem(where, "an RPC route covers its procedures below: write it without '$'");
        }
        PathTrie.Node node = trie.place(pattern);
        PathTrie.Group group = pattern.exact() ? node.exact : node.prefix;
        Rule tied = group.tiedWith(rule);
        if (tied != null) {
            problem(where, "ties with " + tied.name() + ": same path, variables' names aside, and a common method");
            return;
        }
        group.rules.add(rule);
        rules.put(rule, pattern);
    }

    private void checkMethods(String where, Rule rule) {
        Set<String> seen = new HashSet<>();
        for (String method : rule.methods()) {
            if (!HttpToken.isToken(method) || !method.equals(method.toUpperCase(Locale.ROOT))) {
                problem(where, "a method is a token in capitals, such as GET; given: '" + method + "'");
            } else if (!seen.add(method)) {
                problem(where, "names " + method + " twice");
            }
        }
    }

    private @Nullable PathPattern parse(String where, String path) {
        try {
            return PathPattern.parse(path);
        } catch (IllegalArgumentException malformed) {
            problem(where, String.valueOf(malformed.getMessage()));
            return null;
        }
    }

    /** The automaton; null if there are {@link #problems()}. */
    @Nullable
    Automaton compile() {
        if (!written) {
            problem(
                    "policy",
                    "has neither a guarded root nor a rule: name the root that it guards, such as guard(\"/api\")");
        }
        rules.forEach((rule, pattern) -> {
            Rule over = trie.procedureRuleOver(pattern, rule);
            if (over != null) {
                problem("rule " + rule.name(), "never applies: " + over.name() + " alone judges all paths under it");
            }
        });
        if (!problems.isEmpty()) {
            return null;
        }
        Automaton compiled = Automaton.of(trie, new Selection(unmappedPlanes()));
        if (compiled == null) {
            problem(
                    "policy",
                    "the rules need more than " + Automaton.MAX_SIZE
                            + " states: many literals and {variables} in the same place multiply; name fewer of them");
        }
        return compiled;
    }

    /** Whose full access enters what is unmapped: the planes in use that have a place, never the operators'. */
    private Set<Plane> unmappedPlanes() {
        Set<Plane> planes = EnumSet.of(defaultPlane);
        rules.keySet().forEach(rule -> planes.addAll(rule.admitted().keySet()));
        planes.remove(Plane.ADMIN);
        planes.removeIf(plane -> places.getOrDefault(plane, List.of()).isEmpty());
        return planes;
    }

    List<Problem> problems() {
        return problems;
    }

    List<Rule> rules() {
        return new ArrayList<>(rules.keySet());
    }

    private void problem(String where, String message) {
        problems.add(new Problem(where, message));
    }

    private static String name(Plane plane) {
        return plane.name().toLowerCase(Locale.ROOT);
    }
}
