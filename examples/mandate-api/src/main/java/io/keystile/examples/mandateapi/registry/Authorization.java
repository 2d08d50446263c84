package io.keystile.examples.mandateapi.registry;

import java.time.Instant;

/** A transaction that an agent asked for, and what was decided. */
public record Authorization(
        String id, String principal, String mandate, long amountCents, boolean approved, Instant decidedAt) {}
