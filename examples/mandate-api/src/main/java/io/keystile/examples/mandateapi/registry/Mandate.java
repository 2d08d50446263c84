package io.keystile.examples.mandateapi.registry;

import java.util.Locale;

/** What an agent may do for its principal. */
public record Mandate(String id, String agent, String principal, String name, Status status) {
    /** Where it stands. */
    public enum Status {
        /** In force. */
        ACTIVE,
        /** Ended. */
        ENDED;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT));
        }
    }
}
