package io.keystile.examples.directdebit.ledger;

import io.keystile.examples.common.Statements;
import io.keystile.examples.common.Statements.Row;
import io.keystile.examples.common.Transactions;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What one organisation has in the current environment. Thread-safe; lists are in the order of the ids. Where the database
 * can't be asked, every method throws {@link io.keystile.store.StoreUnavailableException}.
 */
public final class Ledger {
    private static final String MANDATES =
            "SELECT id, debtor, status, changed_at FROM dd_mandate WHERE organisation = ?";
    private static final String COLLECTIONS =
            "SELECT id, mandate, amount_pence, due_on, status FROM dd_collection c WHERE organisation = ?";
    private static final String ALERTS = "SELECT id, text, acknowledged FROM dd_alert WHERE organisation = ?";
    private static final String WITH_ID = " AND id = ?";
    private static final String IN_ORDER = " ORDER BY id";

    private static final Row<Mandate> MANDATE = row -> new Mandate(
            row.getString("id"),
            row.getString("debtor"),
            Mandate.Status.valueOf(row.getString("status")),
            Instant.ofEpochMilli(row.getLong("changed_at")));
    private static final Row<Collection> COLLECTION = row -> new Collection(
            row.getString("id"),
            row.getString("mandate"),
            row.getLong("amount_pence"),
            row.getObject("due_on", LocalDate.class),
            Collection.Status.valueOf(row.getString("status")));
    private static final Row<Alert> ALERT =
            row -> new Alert(row.getString("id"), row.getString("text"), row.getBoolean("acknowledged"));

    private final DataSource data;
    private final String organisation;

    Ledger(DataSource data, String organisation) {
        this.data = data;
        this.organisation = organisation;
    }

    public List<Mandate> mandates() {
        return run(connection -> Statements.list(connection, MANDATES + IN_ORDER, MANDATE, organisation));
    }

    /** Null if there is none of that id; so are the others. */
    public @Nullable Mandate mandate(String id) {
        return run(connection -> one(connection, MANDATES, MANDATE, id));
    }

    /** The mandate as it is then. */
    public @Nullable Mandate change(String id, Mandate.Status status, Instant now) {
        return run(connection -> {
            update(
                    connection,
                    "UPDATE dd_mandate SET status = ?, changed_at = ?",
                    id,
                    status.name(),
                    now.toEpochMilli());
            return one(connection, MANDATES, MANDATE, id);
        });
    }

    public List<Collection> collections() {
        return run(connection -> Statements.list(connection, COLLECTIONS + IN_ORDER, COLLECTION, organisation));
    }

    public @Nullable Collection collection(String id) {
        return run(connection -> one(connection, COLLECTIONS, COLLECTION, id));
    }

    /** What is still to be taken from {@code today} on, under mandates that are active. */
    public List<Collection> upcoming(LocalDate today) {
        String query = COLLECTIONS + " AND status = 'SCHEDULED' AND due_on >= ? AND EXISTS (SELECT 1 FROM dd_mandate m"
                + " WHERE m.organisation = c.organisation AND m.id = c.mandate AND m.status = 'ACTIVE')" + IN_ORDER;
        return run(connection -> Statements.list(connection, query, COLLECTION, organisation, today));
    }

    public List<Alert> alerts() {
        return run(connection -> Statements.list(connection, ALERTS + IN_ORDER, ALERT, organisation));
    }

    /** The alert as it is then. */
    public @Nullable Alert acknowledge(String id) {
        return run(connection -> {
            update(connection, "UPDATE dd_alert SET acknowledged = ?", id, true);
            return one(connection, ALERTS, ALERT, id);
        });
    }

    /** By month, oldest first. */
    public List<Report.SuccessRate> collectionSuccessRate() {
        Map<YearMonth, List<Collection>> byMonth = new TreeMap<>();
        for (Collection collection : collections()) {
            if (collection.status() != Collection.Status.SCHEDULED) {
                byMonth.computeIfAbsent(YearMonth.from(collection.dueOn()), month -> new ArrayList<>())
                        .add(collection);
            }
        }
        return byMonth.entrySet().stream()
                .map(e -> successRate(e.getKey(), e.getValue()))
                .toList();
    }

    private static Report.SuccessRate successRate(YearMonth month, List<Collection> attempted) {
        int collected = (int) attempted.stream()
                .filter(c -> c.status() == Collection.Status.COLLECTED)
                .count();
        return new Report.SuccessRate(
                month.toString(), attempted.size(), collected, (double) collected / attempted.size());
    }

    public List<Report.Clawback> clawbackHistory() {
        return collections().stream()
                .filter(c -> c.status() == Collection.Status.CLAWED_BACK)
                .map(c -> new Report.Clawback(c.id(), c.mandate(), c.amountPence()))
                .toList();
    }

    /** One line for each status, those without a mandate too. */
    public List<Report.Activity> mandateActivity() {
        List<Mandate> mandates = mandates();
        return Arrays.stream(Mandate.Status.values())
                .map(status -> new Report.Activity(
                        status.name().toLowerCase(Locale.ROOT),
                        mandates.stream().filter(m -> m.status() == status).count()))
                .toList();
    }

    private <T extends @Nullable Object> T run(Function<Connection, T> work) {
        return Transactions.run(data, work);
    }

    private <T> @Nullable T one(Connection connection, String query, Row<T> row, String id) {
        if (!isStorable(id)) {
            return null;
        }
        List<T> found = Statements.list(connection, query + WITH_ID, row, organisation, id);
        return found.isEmpty() ? null : found.get(0);
    }

    private void update(Connection connection, String change, String id, Object... values) {
        if (isStorable(id)) {
            List<Object> arguments = new ArrayList<>(Arrays.asList(values));
            arguments.add(organisation);
            arguments.add(id);
            Statements.update(connection, change + " WHERE organisation = ?" + WITH_ID, arguments.toArray());
        }
    }

    /** PostgreSQL has no NUL in texts, and would call it an error. */
    private static boolean isStorable(String id) {
        return id.indexOf('\0') < 0;
    }
}
