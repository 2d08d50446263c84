package io.keystile.policy;

import io.keystile.credential.ScopeName;
import io.keystile.json.Fields;
import io.keystile.json.Shown;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the procedures of a rule in a policy file: by kind, then by scope. */
final class ProceduresReader {
    private final Procedures.Builder builder = Procedures.builder();
    private final Set<String> names = new HashSet<>();
    private boolean sound = true;

    /** The procedures; null, and complaints, if they can't be read. */
    @Nullable
    Procedures read(Fields fields) {
        Integer maxBatch = fields.integer("max_batch");
        if (maxBatch != null) {
            try {
                builder.maxBatch(maxBatch);
            } catch (IllegalArgumentException outside) {
                fields.complain(fields.at("max_batch"), String.valueOf(outside.getMessage()));
            }
        }
        for (Procedure.Kind kind : Procedure.Kind.values()) {
            Fields byScope = fields.object(kind.name().toLowerCase(Locale.ROOT));
            if (byScope != null) {
                byScope.names().forEach(scope -> read(kind, scope, byScope));
                sound &= byScope.isSound();
            }
        }
        Fields costs = fields.object("costs");
        if (costs != null) {
            costs.names().forEach(name -> cost(name, costs));
            sound &= costs.isSound();
        }
        fields.rest();
        if (sound && fields.isSound() && names.isEmpty()) {
            fields.complain(fields.at(), "an RPC route names at least one procedure");
        }
        return sound && fields.isSound() ? builder.build() : null;
    }

    private void read(Procedure.Kind kind, String scope, Fields byScope) {
        List<Fields.Entry> named = byScope.texts(scope);
        if (named == null || !isScope(scope, byScope)) {
            return;
        }
        if (named.isEmpty()) {
            byScope.complain(byScope.at(scope), "names no procedure");
        }
        for (Fields.Entry name : named) {
            try {
                Procedure procedure = new Procedure(name.value(), scope, kind);
                if (!names.add(procedure.name())) {
                    byScope.complain(name.at(), "procedure " + Shown.quoted(procedure.name()) + " is named twice");
                }
            } catch (IllegalArgumentException malformed) {
                byScope.complain(name.at(), String.valueOf(malformed.getMessage()));
            }
        }
        if (byScope.isSound()) {
            add(kind, scope, named.stream().map(Fields.Entry::value).toArray(String[]::new));
        }
    }

    private void add(Procedure.Kind kind, String scope, String[] procedures) {
        switch (kind) {
            case QUERY -> builder.query(scope, procedures);
            case MUTATION -> builder.mutation(scope, procedures);
            case SUBSCRIPTION -> builder.subscription(scope, procedures);
        }
    }

    private void cost(String name, Fields costs) {
        Integer cost = costs.integer(name);
        if (cost != null && !names.contains(name)) {
            costs.complain(costs.nameAt(name), "is no procedure of this route");
        } else if (cost != null) {
            try {
                builder.cost(name, cost);
            } catch (IllegalArgumentException outside) {
                costs.complain(costs.at(name), String.valueOf(outside.getMessage()));
            }
        }
    }

    private static boolean isScope(String scope, Fields byScope) {
        try {
            ScopeName.checked(scope);
            return true;
        } catch (IllegalArgumentException malformed) {
            byScope.complain(byScope.nameAt(scope), String.valueOf(malformed.getMessage()));
            return false;
        }
    }
}
