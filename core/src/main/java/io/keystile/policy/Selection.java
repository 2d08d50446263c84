package io.keystile.policy;

import io.keystile.credential.Plane;
import io.keystile.policy.PathTrie.Group;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which of the rules that cover a path applies, by method: the most specific one that names the method, or that is for
 * every method. Where none is, what they need is added up; where they can't be added up, nothing less than full access
 * is enough.
 */
final class Selection {
    private final ScopeNumbers numbers;
    private final Map<Plane, Need> fullAccess;
    private final Judgement unmapped;
    private final IdentityHashMap<Rule, Judgement> byRule = new IdentityHashMap<>();
    private final IdentityHashMap<Rule, ProcedureGate> gates = new IdentityHashMap<>();
    private final Map<Covering, MethodTable> tables = new HashMap<>();

    /** Takes the planes whose full access enters what is unmapped. */
    Selection(Set<Plane> unmappedPlanes, ScopeNumbers numbers) {
        this.numbers = numbers;
        fullAccess = new EnumMap<>(Plane.class);
        unmappedPlanes.forEach(plane -> fullAccess.put(plane, Need.fullAccess()));
        unmapped = Judgement.of(Judgement.Kind.UNMAPPED, fullAccess, List.of());
    }

    MethodTable table(Covering covering) {
        MethodTable known = tables.get(covering);
        if (known == null) {
            ProcedureGate gate = gate(covering);
            known = gate == null ? byMethod(covering) : MethodTable.of(gate, covering.guarded());
            tables.put(covering, known);
        }
        return known;
    }

    /** The gate of an RPC rule that covers the path: it judges alone, whatever else is written there. */
    private @Nullable ProcedureGate gate(Covering covering) {
        for (Covering at = covering; at != null; at = at.rest()) {
            Group group = at.group();
            Rule any = group == null ? null : group.any();
            Procedures procedures = any == null ? null : any.procedures();
            if (group != null && any != null && procedures != null) {
                int depth = group.depth;
                return gates.computeIfAbsent(any, rule -> new ProcedureGate(rule, procedures, depth, numbers));
            }
        }
        return null;
    }

    private MethodTable byMethod(Covering covering) {
        Set<String> named = new TreeSet<>();
        for (Covering at = covering; at != null; at = at.rest()) {
            Group group = at.group();
            if (group != null) {
                group.rules.forEach(rule -> named.addAll(rule.methods()));
            }
        }
        if (named.contains("GET")) {
            named.add("HEAD");
        }
        Map<String, Judgement> byMethod = new HashMap<>();
        named.forEach(method -> byMethod.put(method, select(covering, method)));
        return MethodTable.of(byMethod, select(covering, ""), covering.guarded()); // a method that no rule can name
    }

    private Judgement select(Covering covering, String method) {
        List<Rule> passed = new ArrayList<>();
        for (Covering at = covering; at != null; at = at.rest()) {
            Group group = at.group();
            if (group == null) {
                continue;
            }
            Rule named = group.naming(method);
            if (named != null) {
                return of(named);
            }
            passed.addAll(group.rules);
            if (group.any() != null) {
                break;
            }
        }
        if (passed.isEmpty()) {
            return covering.guarded() ? unmapped : Judgement.OUTSIDE;
        }
        return combined(passed);
    }

    private Judgement of(Rule rule) {
        return byRule.computeIfAbsent(
                rule,
                only -> Judgement.of(kindOf(only.kind()), only.admitted(), List.of(only))
                        .in(numbers));
    }

    /** One rule for every method applies alone; any other was passed over because it names other methods. */
    private Judgement combined(List<Rule> rules) {
        Rule first = rules.get(0);
        if (rules.size() == 1 && first.methods().isEmpty()) {
            return of(first);
        }
        boolean alike = first.kind() != Rule.Kind.OPEN;
        Map<Plane, Need> needs = new EnumMap<>(Plane.class);
        for (Rule rule : rules) {
            alike &= rule.kind() == first.kind()
                    && rule.admitted().keySet().equals(first.admitted().keySet());
            rule.admitted().forEach((plane, need) -> needs.merge(plane, need, Need::and));
        }
        return alike
                ? Judgement.of(kindOf(first.kind()), needs, rules).in(numbers)
                : Judgement.of(Judgement.Kind.UNMAPPED, fullAccess, rules);
    }

    private static Judgement.Kind kindOf(Rule.Kind kind) {
        return switch (kind) {
            case OPEN -> Judgement.Kind.OPEN;
            case SESSION_ONLY -> Judgement.Kind.SESSION_ONLY;
            case GUARDED -> Judgement.Kind.GUARDED;
        };
    }
}
