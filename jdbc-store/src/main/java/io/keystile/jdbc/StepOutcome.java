package io.keystile.jdbc;

/** What became of a step. */
enum StepOutcome {
    /** It holds, or will when its transaction is committed. */
    WRITTEN,
    /** The step itself found nothing to write to. */
    REFUSED,
    /** A unique index refused it; nothing is written. */
    TAKEN
}
