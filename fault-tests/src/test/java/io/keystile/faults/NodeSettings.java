package io.keystile.faults;

import io.keystile.store.Freshness;
import java.time.Duration;
import java.util.List;

/**
 * How a node is set up.
 *
 * @param url of the database, through a network of the test's
 * @param hints likewise, for the notifications; empty: none are listened to
 * @param maxStaleness the promise
 * @param maxEntryAge within which records are read again
 * @param outageGrace zero for none
 * @param wallOffset by which its wall clock is wrong
 */
record NodeSettings(
        String url,
        String hints,
        Duration maxStaleness,
        Duration maxEntryAge,
        Duration outageGrace,
        Duration wallOffset) {
    /** The least that is allowed, so that a test of it is short. */
    static final Duration LEAST_ENTRY_AGE = Duration.ofSeconds(10);

    NodeSettings withMaxStaleness(Duration staleness) {
        return new NodeSettings(url, hints, staleness, maxEntryAge, outageGrace, wallOffset);
    }

    NodeSettings withMaxEntryAge(Duration age) {
        return new NodeSettings(url, hints, maxStaleness, age, outageGrace, wallOffset);
    }

    NodeSettings withOutageGrace(Duration grace) {
        return new NodeSettings(url, hints, maxStaleness, maxEntryAge, grace, wallOffset);
    }

    NodeSettings withWallOffset(Duration offset) {
        return new NodeSettings(url, hints, maxStaleness, maxEntryAge, outageGrace, offset);
    }

    NodeSettings withoutHints() {
        return new NodeSettings(url, "", maxStaleness, maxEntryAge, outageGrace, wallOffset);
    }

    List<String> arguments() {
        return List.of(
                url,
                hints,
                maxStaleness.toString(),
                maxEntryAge.toString(),
                outageGrace.toString(),
                wallOffset.toString());
    }

    static NodeSettings of(String[] arguments) {
        return new NodeSettings(
                arguments[0],
                arguments[1],
                Duration.parse(arguments[2]),
                Duration.parse(arguments[3]),
                Duration.parse(arguments[4]),
                Duration.parse(arguments[5]));
    }

    Freshness freshness() {
        Freshness chosen =
                outageGrace.isZero() ? Freshness.withoutOutageGrace() : Freshness.withOutageGrace(outageGrace);
        return chosen.withMaxEntryAge(maxEntryAge).withMaxStaleness(maxStaleness);
    }
}
