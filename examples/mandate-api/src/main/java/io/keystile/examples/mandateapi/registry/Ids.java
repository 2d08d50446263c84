package io.keystile.examples.mandateapi.registry;

import java.util.UUID;

/** Ids that say what they are of, and nothing else. */
public final class Ids {
    private Ids() {}

    /** A new one, such as {@code prn_…} for {@code prn}; 122 random bits. */
    public static String next(String kind) {
        return kind + "_" + UUID.randomUUID().toString().replace("-", "");
    }
}
