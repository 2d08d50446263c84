package io.keystile.policy;

import io.keystile.credential.Plane;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An RPC rule, compiled: reads the procedures out of a path and says what they need. Splits on every comma, whatever a
 * batch flag says, since servers differ in what they take for one; all names must be known, and at least one be there.
 */
final class ProcedureGate {
    private final Rule rule;
    private final int depth;
    private final int maxBatch;
    private final ScopeNumbers numbers;
    private final SegmentTable<Known> byName;
    private final Judgement unmapped;

    /** A procedure and the judgement of a request for it alone. */
    private record Known(String scope, Judgement alone) {
        int cost() {
            return alone.cost();
        }
    }

    /** What a batch needs and costs. */
    private record Batch(List<String> scopes, int cost) {}

    ProcedureGate(Rule rule, Procedures procedures, int depth, ScopeNumbers numbers) {
        this.numbers = numbers;
        this.rule = rule;
        this.depth = depth;
        this.maxBatch = procedures.maxBatch();
        Map<String, Known> known = new HashMap<>();
        for (Procedure procedure : procedures.all()) {
            int cost = procedures.cost(procedure.name(), rule.cost());
            Judgement alone = needing(List.of(procedure.scope())).withCost(cost);
            known.put(procedure.name(), new Known(procedure.scope(), alone));
        }
        this.byName = new SegmentTable<>(known);
        Map<Plane, Need> fullAccess = new EnumMap<>(Plane.class);
        rule.admitted().keySet().forEach(plane -> fullAccess.put(plane, Need.fullAccess()));
        this.unmapped = Judgement.ofUnmappedProcedure(fullAccess, rule);
    }

    private Judgement needing(List<String> scopes) {
        Need procedures = Need.allOf(scopes.toArray(new String[0]));
        Map<Plane, Need> needs = new EnumMap<>(Plane.class);
        rule.admitted().forEach((plane, need) -> needs.put(plane, need.and(procedures)));
        return Judgement.of(Judgement.Kind.GUARDED, needs, List.of(rule)).in(numbers);
    }

    /** What an unknown procedure needs: full access, on the planes of the route alone, or the session it welcomes. */
    Judgement unmapped() {
        return unmapped;
    }

    /**
     * Judges a target under the route.
     *
     * @param segments how many segments its path has
     * @param from where the last one starts
     * @param end where it ends
     */
    Judgement judge(String text, int segments, int from, int end, boolean trailingSlash) {
        if (segments != depth + 1) {
            return unmapped;
        }
        if (trailingSlash) {
            // Read as one segment deeper it names nothing. Alike for names that are unknown: the answer tells no caller
            // which are.
            return Judgement.AMBIGUOUS;
        }
        int names = 1;
        for (int i = from; i < end; i++) {
            names += text.charAt(i) == ',' ? 1 : 0;
        }
        if (names > 1) {
            return batch(text, from, end, names);
        }
        Known known = byName.get(text, from, end);
        return known == null ? unmapped : known.alone();
    }

    /** What is unmapped counts for all its names too: full access would run them. */
    private Judgement batch(String text, int from, int end, int names) {
        Batch batch = names > maxBatch ? null : known(text, from, end);
        return batch == null
                ? unmapped.withCost(Math.multiplyExact(names, rule.cost()))
                : needing(batch.scopes()).withCost(batch.cost());
    }

    private @Nullable Batch known(String text, int from, int end) {
        List<String> scopes = new ArrayList<>();
        int cost = 0;
        int start = from;
        while (start <= end) {
            int comma = text.indexOf(',', start);
            int to = comma < 0 || comma > end ? end : comma;
            Known known = byName.get(text, start, to);
            if (known == null) {
                return null;
            }
            cost += known.cost();
            if (!scopes.contains(known.scope())) {
                scopes.add(known.scope());
            }
            start = to + 1;
        }
        return new Batch(scopes, cost);
    }
}
