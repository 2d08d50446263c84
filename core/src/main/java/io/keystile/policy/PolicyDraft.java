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
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A policy under construction: checks what was written, keeps every problem, compiles it when there is none. */
final class PolicyDraft {
    /** A guarded root as written. */
    record Root(String path, Origin origin) {}

    /** A rule to be made once the default plane is known, and the path it was written for. */
    record Entry(String path, Function<Plane, Rule> rule, Origin origin) {}

    /** A rule's path, read, and where the rule was written. */
    record Placed(PathPattern pattern, Origin origin) {}

    private final Plane defaultPlane;
    private final Map<Plane, List<Place>> places;
    private final PathTrie trie = new PathTrie();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Rule, Placed> rules = new LinkedHashMap<>();
    private boolean written;

    /** Takes what the rules are read by; {@code settings} knows where that was written. */
    PolicyDraft(Plane defaultPlane, Map<Plane, List<Place>> places, Origin settings) {
        this.defaultPlane = defaultPlane;
        this.places = places;
        if (defaultPlane == Plane.ADMIN) {
            String message = "admin routes are named one by one; the default is client or principal";
            problem(settings.of("default_plane"), "defaultPlane", message);
        }
        places.forEach((plane, where) -> checkPlaces(plane, where, settings));
    }

    private void checkPlaces(Plane plane, List<Place> where, Origin settings) {
        for (int i = 0; i < where.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (where.get(i).isWhere(where.get(j))) {
                    Position at = settings.of("places." + name(plane));
                    problem(at, "places of " + name(plane), where.get(i) + " is named twice");
                }
            }
        }
    }

    void guard(Root root) {
        written = true;
        String where = "guarded root " + root.path();
        Position at = root.origin().of("");
        PathPattern pattern = parse(at, where, root.path());
        if (pattern == null) {
            return;
        }
        if (pattern.exact()) {
            problem(at, where, "a guarded root covers every deeper path: write it without '$'");
            return;
        }
        PathTrie.Node node = trie.place(pattern);
        if (node.guardedRoot) {
            problem(at, where, "is named twice");
        }
        node.guardedRoot = true;
    }

    void add(Entry entry) {
        written = true;
        Origin origin = entry.origin();
        Rule rule;
        try {
            rule = entry.rule().apply(defaultPlane);
        } catch (IllegalArgumentException malformed) {
            problem(origin.of(""), "rule " + entry.path(), String.valueOf(malformed.getMessage()));
            return;
        }
        String where = "rule " + rule.name();
        rule.contradictions().forEach(contradiction -> problem(origin.of(""), where, contradiction));
        checkMethods(where, rule, origin);
        for (Plane plane : rule.admitted().keySet()) {
            if (places.getOrDefault(plane, List.of()).isEmpty()) {
                String message = "admits the plane " + name(plane) + ", which has no place for a credential";
                problem(origin.of(""), where, message);
            }
        }
        PathPattern pattern = parse(origin.of("path"), where, rule.path());
        if (pattern == null) {
            return;
        }
        if (pattern.exact() && rule.procedures() != null) {
            problem(origin.of("path"), where, "an RPC route covers its procedures below: write it without '$'");
        }
        place(where, rule, new Placed(pattern, origin));
    }

    private void place(String where, Rule rule, Placed placed) {
        PathTrie.Node node = trie.place(placed.pattern());
        PathTrie.Group group = placed.pattern().exact() ? node.exact : node.prefix;
        Rule tied = group.tiedWith(rule);
        if (tied != null) {
            problem(
                    placed.origin().of(""),
                    where,
                    "ties with " + tied.name() + line(tied)
                            + ": same path, variables' names aside, and a common method");
            return;
        }
        group.rules.add(rule);
        rules.put(rule, placed);
    }

    private String line(Rule rule) {
        Placed placed = rules.get(rule);
        Position position = placed == null ? null : placed.origin().of("");
        return position == null ? "" : " of line " + position.line();
    }

    private void checkMethods(String where, Rule rule, Origin origin) {
        Set<String> seen = new HashSet<>();
        for (String method : rule.methods()) {
            if (!HttpToken.isToken(method) || !method.equals(method.toUpperCase(Locale.ROOT))) {
                String message = "a method is a token in capitals, such as GET; given: '" + method + "'";
                problem(origin.of("methods"), where, message);
            } else if (!seen.add(method)) {
                problem(origin.of("methods"), where, "names " + method + " twice");
            }
        }
    }

    private @Nullable PathPattern parse(@Nullable Position at, String where, String path) {
        try {
            return PathPattern.parse(path);
        } catch (IllegalArgumentException malformed) {
            problem(at, where, String.valueOf(malformed.getMessage()));
            return null;
        }
    }

    /** The automaton; null if there are {@link #problems()}. */
    @Nullable
    Automaton compile() {
        checkWhole();
        if (!problems.isEmpty()) {
            return null;
        }
        Automaton compiled = Automaton.of(trie, new Selection(unmappedPlanes(), new ScopeNumbers(scopes())));
        if (compiled == null) {
            problem(
                    null,
                    "policy",
                    "the rules need more than " + Automaton.MAX_SIZE
                            + " states: many literals and {variables} in the same place multiply; name fewer of them");
        }
        return compiled;
    }

    private void checkWhole() {
        if (!written) {
            problem(
                    null,
                    "policy",
                    "has neither a guarded root nor a rule: name the root that it guards, such as guard(\"/api\")");
        }
        rules.forEach((rule, placed) -> {
            Rule over = trie.procedureRuleOver(placed.pattern(), rule);
            if (over != null) {
                problem(
                        placed.origin().of(""),
                        "rule " + rule.name(),
                        "never applies: " + over.name() + line(over) + " alone judges all paths under it");
            }
        });
    }

    /** What rules and procedures ask for. */
    Set<String> scopes() {
        Set<String> scopes = new TreeSet<>();
        rules.keySet().forEach(rule -> scopes.addAll(rule.scopes()));
        return scopes;
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

    /** The rules as written. */
    Map<Rule, Placed> rules() {
        return rules;
    }

    private void problem(@Nullable Position at, String where, String message) {
        problems.add(new Problem(where, message, at));
    }

    private static String name(Plane plane) {
        return plane.name().toLowerCase(Locale.ROOT);
    }
}
