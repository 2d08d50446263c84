package io.keystile.examples.common;

import io.keystile.key.Environment;
import org.jspecify.annotations.Nullable;

/** The two databases that the command line names. Nothing of a URL is ever shown: it may hold a password. */
public final class DatabaseUrls {
    static final String LIVE = "--database";
    static final String SANDBOX = "--sandbox-database";

    private final String live;
    private final String sandbox;

    private DatabaseUrls(String live, String sandbox) {
        this.live = live;
        this.sandbox = sandbox;
    }

    /** Null if neither is named. */
    static @Nullable DatabaseUrls of(Arguments arguments) {
        String live = arguments.value(LIVE);
        String sandbox = arguments.value(SANDBOX);
        if (live == null && sandbox == null) {
            return null;
        }
        if (live == null || sandbox == null) {
            throw new FlagException(live == null ? SANDBOX : LIVE, "needs " + (live == null ? LIVE : SANDBOX) + " too");
        }
        if (live.equals(sandbox)) {
            throw new FlagException(SANDBOX, "must be another database than " + LIVE);
        }
        return new DatabaseUrls(live, sandbox);
    }

    String of(Environment environment) {
        return environment == Environment.LIVE ? live : sandbox;
    }

    static String flag(Environment environment) {
        return environment == Environment.LIVE ? LIVE : SANDBOX;
    }

    @Override
    public String toString() {
        return "DatabaseUrls";
    }
}
