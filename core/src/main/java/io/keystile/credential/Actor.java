package io.keystile.credential;

import io.keystile.net.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who takes a step in a credential's life.
 *
 * @param name at most 128 visible ASCII characters, e.g. {@code operator:jo}, {@code session:alice}, {@code acr_…}
 * @param address from where; null: from inside, or not known
 */
public record Actor(String name, @Nullable IpAddress address) {
    private static final Actor APPLICATION = new Actor("application", null);

    /** Checks the name. */
    public Actor {
        OpaqueText.checked("actor", name);
    }

    /** The application itself: jobs, start-up, tests. */
    public static Actor application() {
        return APPLICATION;
    }

    /** That name, from an address not known. */
    public static Actor named(String name) {
        return new Actor(name, null);
    }
}
