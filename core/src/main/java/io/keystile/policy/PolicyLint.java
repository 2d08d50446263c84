package io.keystile.policy;

import io.keystile.credential.Plane;
import io.keystile.policy.Finding.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks for what a policy says and its author may not mean. */
final class PolicyLint {
    /** RFC 9110 §9.2.1. */
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final AccessPolicy policy;
    private final RuleReach reach;
    private final List<Finding> findings = new ArrayList<>();

    PolicyLint(AccessPolicy policy, Automaton automaton) {
        this.policy = policy;
        this.reach = new RuleReach(automaton, policy.rules());
    }

    /** The warnings, then the notes, each in the order of the rules; with the issued scopes unless they are unknown. */
    List<Finding> findings(@Nullable Set<String> issuedScopes) {
        if (policy.guardedRoots().isEmpty()) {
            add(
                    Kind.NO_GUARDED_ROOT,
                    null,
                    "no root is guarded: what no rule maps is left to the application; guard '/', or the paths of the API");
        }
        for (Rule rule : policy.rules()) {
            if (reach(rule)) {
                open(rule);
                outside(rule);
                terms(rule);
            }
        }
        new ScopeLint(policy.rules(), issuedScopes).findInto(this::add);
        findings.sort(Comparator.comparing(finding -> finding.kind().severity())); // stable
        return List.copyOf(findings);
    }

    /** Whether any request is judged by the rule. */
    private boolean reach(Rule rule) {
        RuleReach.Reach reached = reach.of(rule);
        if (!reached.isJudgedBy()) {
            String method = rule.methods().isEmpty() ? "" : rule.methods().get(0);
            add(Kind.UNREACHABLE_RULE, rule, "never applies: " + takers(rule, method));
            return false;
        }
        if (rule.methods().isEmpty() && reached.methods.isEmpty()) {
            add(
                    Kind.SHADOWED_RULE,
                    rule,
                    "never applies alone, only together with rules for other methods: " + takers(rule, ""));
        }
        List<String> shadowed = rule.methods().stream()
                .filter(method -> !reached.methods.contains(method))
                .toList();
        if (!shadowed.isEmpty()) {
            add(
                    Kind.SHADOWED_RULE,
                    rule,
                    "never applies to " + String.join(", ", shadowed) + ": " + takers(rule, shadowed.get(0)));
        }
        return true;
    }

    private String takers(Rule rule, String method) {
        return "more specific rules take its paths, such as "
                + reach.takers(rule, method).stream().map(Rule::name).collect(Collectors.joining("; "));
    }

    private void open(Rule rule) {
        if (rule.kind() != Rule.Kind.OPEN) {
            return;
        }
        if (reach.of(rule).insideRoots) {
            add(Kind.OPEN_IN_GUARDED_ROOT, rule, "lets everyone in, inside a guarded root");
        }
        List<String> unsafe =
                rule.methods().stream().filter(method -> !SAFE.contains(method)).toList();
        if (rule.methods().isEmpty()) {
            add(Kind.OPEN_FOR_UNSAFE_METHODS, rule, "lets everyone in for every method: name those that are meant");
        } else if (!unsafe.isEmpty()) {
            add(Kind.OPEN_FOR_UNSAFE_METHODS, rule, "lets everyone in for " + String.join(", ", unsafe));
        }
    }

    private void outside(Rule rule) {
        if (rule.kind() != Rule.Kind.OPEN && !policy.guardedRoots().isEmpty() && !reach.of(rule).insideRoots) {
            add(
                    Kind.OUTSIDE_GUARDED_ROOTS,
                    rule,
                    "lies in no guarded root: paths beside it are left to the application; guard '/', or a root of its own");
        }
    }

    private void terms(Rule rule) {
        if (rule.admitted().size() > 1) {
            add(Kind.SEVERAL_PLANES, rule, "admits several planes: " + PolicyTable.planes(rule));
        }
        if (rule.procedures() != null) {
            return;
        }
        for (Map.Entry<Plane, Need> admitted : rule.admitted().entrySet()) {
            // an operator's key has no scopes, so there is nothing that such a rule could ask for
            if (admitted.getKey() != Plane.ADMIN && admitted.getValue().equals(Need.nothing())) {
                String plane = admitted.getKey().name().toLowerCase(Locale.ROOT);
                add(Kind.NEEDS_NOTHING, rule, "lets every " + plane + " credential in, whatever its scopes");
            }
        }
    }

    private void add(Kind kind, @Nullable Rule rule, String message) {
        findings.add(new Finding(
                kind,
                rule,
                rule == null ? message : "rule " + rule.name() + " " + message,
                rule == null ? null : policy.position(rule)));
    }
}
