package io.keystile.examples.directdebit;

import static io.keystile.policy.Procedure.Kind.MUTATION;
import static io.keystile.policy.Procedure.Kind.QUERY;

import io.keystile.examples.directdebit.ledger.Ledger;
import io.keystile.examples.directdebit.ledger.Mandate;
import io.keystile.policy.Procedure;
import io.keystile.policy.Procedures;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All procedures, in one table: the guard's policy and the router are both made of it, so that neither knows one alone. */
final class ProcedureTable {
    private static final ProcedureTable ALL = new ProcedureTable()
            .with(
                    "mandates.get",
                    "mandates:read",
                    QUERY,
                    call -> Found.one(call.ledger().mandate(call.id())))
            .with(
                    "mandates.list",
                    "mandates:read",
                    QUERY,
                    call -> Found.all(call.ledger().mandates()))
            .with("mandates.sendInvite", "mandates:write", MUTATION, to(Mandate.Status.INVITED))
            .with("mandates.cancel", "mandates:write", MUTATION, to(Mandate.Status.CANCELLED))
            .with("mandates.suspend", "mandates:write", MUTATION, to(Mandate.Status.SUSPENDED))
            .with("mandates.reactivate", "mandates:write", MUTATION, to(Mandate.Status.ACTIVE))
            .with(
                    "collections.get",
                    "collections:read",
                    QUERY,
                    call -> Found.one(call.ledger().collection(call.id())))
            .with(
                    "collections.list",
                    "collections:read",
                    QUERY,
                    call -> Found.all(call.ledger().collections()))
            .with(
                    "collections.upcoming",
                    "collections:read",
                    QUERY,
                    call -> Found.all(call.ledger().upcoming(call.today())))
            .with(
                    "alerts.list",
                    "alerts:read",
                    QUERY,
                    call -> Found.all(call.ledger().alerts()))
            .with(
                    "alerts.acknowledge",
                    "alerts:write",
                    MUTATION,
                    call -> Found.one(call.ledger().acknowledge(call.id())))
            .withReport("reports.collectionSuccessRate", ledger -> Found.all(ledger.collectionSuccessRate()))
            .withReport("reports.clawbackHistory", ledger -> Found.all(ledger.clawbackHistory()))
            .withReport("reports.mandateActivity", ledger -> Found.all(ledger.mandateActivity()));

    private final Map<String, Entry> byName = new LinkedHashMap<>();

    private ProcedureTable() {}

    /** A procedure, and what it does. */
    record Entry(Procedure procedure, Function<ProcedureCall, Found> work) {}

    /** For the guard. */
    static Procedures forPolicy() {
        Procedures.Builder builder = Procedures.builder();
        for (Entry entry : ALL.byName.values()) {
            Procedure procedure = entry.procedure();
            if (procedure.kind() == QUERY) {
                builder.query(procedure.scope(), procedure.name());
            } else {
                builder.mutation(procedure.scope(), procedure.name());
            }
        }
        return builder.build();
    }

    /** Null for a name that is none. */
    static @Nullable Entry find(String name) {
        return ALL.byName.get(name);
    }

    /** The scopes that a key may have, in alphabetical order. */
    static Set<String> scopes() {
        Set<String> scopes = new TreeSet<>();
        ALL.byName.values().forEach(entry -> scopes.add(entry.procedure().scope()));
        return scopes;
    }

    private static Function<ProcedureCall, Found> to(Mandate.Status status) {
        return call -> Found.one(call.ledger().change(call.id(), status, call.now()));
    }

    private ProcedureTable with(String name, String scope, Procedure.Kind kind, Function<ProcedureCall, Found> work) {
        byName.put(name, new Entry(new Procedure(name, scope, kind), work));
        return this;
    }

    private ProcedureTable withReport(String name, Function<Ledger, Found> work) {
        return with(name, "reports:read", QUERY, call -> work.apply(call.ledger()));
    }
}
