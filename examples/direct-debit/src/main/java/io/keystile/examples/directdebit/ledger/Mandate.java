package io.keystile.examples.directdebit.ledger;

import java.time.Instant;

/**
 * A debtor's leave to collect.
 *
 * @param changedAt when its status last changed
 */
public record Mandate(String id, String debtor, Status status, Instant changedAt) {
    /** What has become of it. */
    public enum Status {
        INVITED,
        ACTIVE,
        SUSPENDED,
        CANCELLED
    }
}
