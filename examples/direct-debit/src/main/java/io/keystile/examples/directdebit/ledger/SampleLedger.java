package io.keystile.examples.directdebit.ledger;

import io.keystile.examples.common.Statements;
import io.keystile.examples.directdebit.ledger.Mandate.Status;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** The small data set that every organisation starts with. Its ids say whose they are, so that a mix-up would show. */
final class SampleLedger {
    private final String suffix;
    private final Instant now;
    private final LocalDate today;

    private SampleLedger(String suffix, Instant now) {
        this.suffix = suffix;
        this.now = now;
        this.today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    static void insert(Connection connection, String environment, String organisation, Instant now) {
        SampleLedger sample = new SampleLedger("_" + environment + "_" + organisation, now);
        Statements.update(connection, "INSERT INTO dd_organisation (id) VALUES (?)", organisation);
        for (Mandate m : sample.mandates()) {
            Statements.update(
                    connection,
                    "INSERT INTO dd_mandate (organisation, id, debtor, status, changed_at) VALUES (?, ?, ?, ?, ?)",
                    organisation,
                    m.id(),
                    m.debtor(),
                    m.status().name(),
                    m.changedAt().toEpochMilli());
        }
        for (Collection c : sample.collections()) {
            Statements.update(
                    connection,
                    "INSERT INTO dd_collection (organisation, id, mandate, amount_pence, due_on, status)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    organisation,
                    c.id(),
                    c.mandate(),
                    c.amountPence(),
                    c.dueOn(),
                    c.status().name());
        }
        for (Alert a : sample.alerts()) {
            Statements.update(
                    connection,
                    "INSERT INTO dd_alert (organisation, id, text, acknowledged) VALUES (?, ?, ?, ?)",
                    organisation,
                    a.id(),
                    a.text(),
                    a.acknowledged());
        }
    }

    private List<Mandate> mandates() {
        return List.of(
                mandate(1, "Ada Moss", Status.ACTIVE),
                mandate(2, "Ben Holt", Status.ACTIVE),
                mandate(3, "Cleo Park", Status.INVITED),
                mandate(4, "Dev Shaw", Status.SUSPENDED));
    }

    private Mandate mandate(int number, String debtor, Status status) {
        return new Mandate(id("mnd", number), debtor, status, now);
    }

    private List<Collection> collections() {
        return List.of(
                collection(1, 1, 95_000, -2, Collection.Status.COLLECTED),
                collection(2, 2, 80_000, -2, Collection.Status.CLAWED_BACK),
                collection(3, 1, 95_000, -1, Collection.Status.COLLECTED),
                collection(4, 2, 80_000, -1, Collection.Status.FAILED),
                collection(5, 1, 95_000, 1, Collection.Status.SCHEDULED),
                collection(6, 2, 80_000, 1, Collection.Status.SCHEDULED));
    }

    private Collection collection(int number, int mandate, long pence, int months, Collection.Status status) {
        return new Collection(id("col", number), id("mnd", mandate), pence, today.plusMonths(months), status);
    }

    private List<Alert> alerts() {
        return List.of(
                new Alert(id("alr", 1), "collection " + id("col", 4) + " failed", false),
                new Alert(id("alr", 2), "collection " + id("col", 2) + " was clawed back", true));
    }

    private String id(String kind, int number) {
        return kind + "_" + number + suffix;
    }
}
