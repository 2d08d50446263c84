package io.keystile.examples.mandateapi.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A transaction that an agent asked for, and what was decided. */
public record Authorization(
        String id, String principal, @Nullable String agent, long amountCents, boolean approved, Instant decidedAt) {}
