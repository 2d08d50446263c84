package io.keystile.examples.mandateapi;

import io.keystile.examples.common.Arguments;
import io.keystile.examples.common.DurationFlag;
import io.keystile.examples.common.FlagException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says of access tokens, where OAuth2 is on.
 *
 * @param timeToLive how long one lives at most
 * @param keyFile the keys that all nodes share; null: fresh ones are made at start
 * @param issuer the service's own address, as clients reach it; null: see {@link #issuerOf}
 */
record TokenOptions(
        Duration timeToLive,
        @Nullable Path keyFile,
        @Nullable String issuer) {
    static final String OAUTH = "--oauth";
    static final String TIME_TO_LIVE = "--token-ttl";
    static final String KEYS = "--token-keys";
    static final String ISSUER = "--issuer";

    /** Who makes the tokens where nothing says so, and several nodes, on ports of their own, must mean the same. */
    private static final String SHARED_ISSUER = "https://api.mandatelabs.ai";

    private static final Duration LEAST_LIFE = Duration.ofSeconds(1);
    private static final Duration MOST_LIFE = Duration.ofDays(1);

    /**
     * Reads them, also where OAuth2 is off: a bad value is none the better for that.
     *
     * @return null: OAuth2 is off
     */
    static @Nullable TokenOptions of(Arguments arguments, boolean keepsData) {
        boolean on = OnOff.isOn(arguments, OAUTH, "on");
        String file = arguments.value(KEYS);
        TokenOptions options = new TokenOptions(
                life(arguments.value(TIME_TO_LIVE, "3600s")),
                file == null ? null : path(file),
                arguments.value(ISSUER));
        if (on && file == null && keepsData) {
            throw new FlagException(
                    KEYS,
                    "is needed beside --database, or --oauth off: keys made at start are for demonstrations, and no"
                            + " other node knows them");
        }
        return on ? options : null;
    }

    private static Duration life(String value) {
        Duration life = DurationFlag.parse(TIME_TO_LIVE, value);
        if (life.compareTo(LEAST_LIFE) < 0 || life.compareTo(MOST_LIFE) > 0) {
            throw new FlagException(TIME_TO_LIVE, "must be 1s to 1d");
        }
        return life;
    }

    private static Path path(String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new FlagException(KEYS, "is no path");
        }
    }

    /** Keys that are this process's alone make tokens of this server alone, and then clients can find it by the issuer. */
    String issuerOf(String origin) {
        return issuer != null ? issuer : keyFile == null ? origin : SHARED_ISSUER;
    }

    /** Where clients reach this server. */
    String addressOf(String origin) {
        String address = issuer != null ? issuer : origin;
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }
}
