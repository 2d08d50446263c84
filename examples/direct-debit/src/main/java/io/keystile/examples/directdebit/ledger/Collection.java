package io.keystile.examples.directdebit.ledger;

import java.time.LocalDate;

/**
 * One amount taken, or to be taken, under a mandate.
 *
 * @param amountPence in the smallest unit of the currency
 */
public record Collection(String id, String mandate, long amountPence, LocalDate dueOn, Status status) {
    /** How far it got. */
    public enum Status {
        SCHEDULED,
        COLLECTED,
        FAILED,
        CLAWED_BACK
    }
}
