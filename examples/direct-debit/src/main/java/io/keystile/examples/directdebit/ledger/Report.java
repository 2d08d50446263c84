package io.keystile.examples.directdebit.ledger;

/** The lines of the reports, each computed from the ledger when asked for. */
public final class Report {
    private Report() {}

    /**
     * How a month's collections went.
     *
     * @param id the month, as {@code 2026-11}
     * @param rate collected by attempted, 0 to 1
     */
    public record SuccessRate(String id, int attempted, int collected, double rate) {}

    /**
     * A collection that the debtor's bank took back.
     *
     * @param id the collection's
     */
    public record Clawback(String id, String mandate, long amountPence) {}

    /**
     * How many mandates are in a status.
     *
     * @param id the status, in lower case
     */
    public record Activity(String id, long mandates) {}
}
