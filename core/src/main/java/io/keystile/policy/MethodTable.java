package io.keystile.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The judgements of one path by method; or, on an RPC route, the gate that reads the procedures. */
final class MethodTable {
    private final String[] methods;
    private final Judgement[] judgements;
    private final Judgement other;
    private final @Nullable ProcedureGate gate;
    private final boolean guarded;

    private MethodTable(
            Map<String, Judgement> byMethod, Judgement other, @Nullable ProcedureGate gate, boolean guarded) {
        byMethod.values().removeIf(judgement -> judgement == other); // no need to search for what is found anyway
        this.methods = byMethod.keySet().toArray(new String[0]);
        this.judgements = byMethod.values().toArray(new Judgement[0]);
        this.other = other;
        this.gate = gate;
        this.guarded = guarded;
    }

    static MethodTable of(Map<String, Judgement> byMethod, Judgement other, boolean guarded) {
        return new MethodTable(new TreeMap<>(byMethod), other, null, guarded);
    }

    static MethodTable of(ProcedureGate gate, boolean guarded) {
        return new MethodTable(new TreeMap<>(), gate.unmapped(), gate, guarded);
    }

    /** What holds for a path that is read in two ways: the judgement both agree on, else 400. */
    static MethodTable ofBoth(MethodTable one, MethodTable two) {
        if (one == two) {
            return one;
        }
        Collection<String> methods = new ArrayList<>(List.of(one.methods));
        methods.addAll(List.of(two.methods));
        Map<String, Judgement> both = new TreeMap<>();
        for (String method : methods) {
            both.put(method, agreed(one.judge(method), two.judge(method)));
        }
        return new MethodTable(both, agreed(one.other, two.other), one.gate, one.guarded);
    }

    private static Judgement agreed(Judgement one, Judgement two) {
        return one.demandsSameAs(two) ? one : Judgement.AMBIGUOUS;
    }

    Judgement judge(String method) {
        for (int i = 0; i < methods.length; i++) {
            if (methods[i].equals(method)) {
                return judgements[i];
            }
        }
        return other;
    }

    /** The judgement of every method, if there is but one; else null, as on an RPC route. */
    @Nullable
    Judgement always() {
        return methods.length == 0 && gate == null ? other : null;
    }

    /** Whether its paths lie in a guarded root. */
    boolean guarded() {
        return guarded;
    }

    /** Every judgement with its method; the empty name stands for all methods that no judgement is for. */
    void forEach(BiConsumer<String, Judgement> each) {
        for (int i = 0; i < methods.length; i++) {
            each.accept(methods[i], judgements[i]);
        }
        each.accept("", other);
    }

    /** The gate of an RPC route; null for any other. */
    @Nullable
    ProcedureGate gate() {
        return gate;
    }
}
