package io.keystile.spring.app;

import io.keystile.ConfigurationException;
import org.jspecify.annotations.Nullable;

/** Why an application did not start. */
public final class FailedStart {
    private FailedStart() {}

    /** What was wrong with its configuration; fails if it has started, or that wasn't it. */
    public static ConfigurationException of(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigurationException found) {
                return found;
            }
        }
        throw new AssertionError("no failed configuration", failure);
    }
}
