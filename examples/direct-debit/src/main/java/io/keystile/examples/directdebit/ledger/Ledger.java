package io.keystile.examples.directdebit.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one organisation has in one environment. Thread-safe; lists are in the order of the sample. */
public final class Ledger {
    private final Map<String, Mandate> mandates = new LinkedHashMap<>();
    private final Map<String, Collection> collections = new LinkedHashMap<>();
    private final Map<String, Alert> alerts = new LinkedHashMap<>();

    Ledger(List<Mandate> mandates, List<Collection> collections, List<Alert> alerts) {
        mandates.forEach(m -> this.mandates.put(m.id(), m));
        collections.forEach(c -> this.collections.put(c.id(), c));
        alerts.forEach(a -> this.alerts.put(a.id(), a));
    }

    public synchronized List<Mandate> mandates() {
        return List.copyOf(mandates.values());
    }

    /** Null if there is none of that id; so are the others. */
    public synchronized @Nullable Mandate mandate(String id) {
        return mandates.get(id);
    }

    /** The mandate as it is then. */
    public synchronized @Nullable Mandate change(String id, Mandate.Status status, Instant now) {
        return mandates.computeIfPresent(id, (key, mandate) -> mandate.with(status, now));
    }

    public synchronized List<Collection> collections() {
        return List.copyOf(collections.values());
    }

    public synchronized @Nullable Collection collection(String id) {
        return collections.get(id);
    }

    /** What is still to be taken from {@code today} on, under mandates that are active. */
    public synchronized List<Collection> upcoming(LocalDate today) {
        return collections.values().stream()
                .filter(c ->
                        c.status() == Collection.Status.SCHEDULED && !c.dueOn().isBefore(today))
                .filter(c -> isActive(c.mandate()))
                .toList();
    }

    private boolean isActive(String id) {
        Mandate mandate = mandates.get(id);
        return mandate != null && mandate.status() == Mandate.Status.ACTIVE;
    }

    public synchronized List<Alert> alerts() {
        return List.copyOf(alerts.values());
    }

    /** The alert as it is then. */
    public synchronized @Nullable Alert acknowledge(String id) {
        return alerts.computeIfPresent(id, (key, alert) -> new Alert(alert.id(), alert.text(), true));
    }

    /** By month, oldest first. */
    public synchronized List<Report.SuccessRate> collectionSuccessRate() {
        Map<YearMonth, List<Collection>> byMonth = new TreeMap<>();
        for (Collection collection : collections.values()) {
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

    public synchronized List<Report.Clawback> clawbackHistory() {
        return collections.values().stream()
                .filter(c -> c.status() == Collection.Status.CLAWED_BACK)
                .map(c -> new Report.Clawback(c.id(), c.mandate(), c.amountPence()))
                .toList();
    }

    /** One line for each status, those without a mandate too. */
    public synchronized List<Report.Activity> mandateActivity() {
        return Arrays.stream(Mandate.Status.values())
                .map(status -> new Report.Activity(status.name().toLowerCase(Locale.ROOT), count(status)))
                .toList();
    }

    private long count(Mandate.Status status) {
        return mandates.values().stream().filter(m -> m.status() == status).count();
    }
}
