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
 * @param outageGrace zero for none
 * @param wallOffset by which its wall clock is wrong
 */
record NodeSettings(String url, String hints, Duration maxStaleness, Duration outageGrace, Duration wallOffset) {
    /** The least that is allowed, so that a test of it is short. */
    static final Duration MAX_ENTRY_AGE = Duration.ofSeconds(10);

    NodeSettings withMaxStaleness(Duration staleness) {
        return new NodeSettings(url, hints, staleness, outageGrace, wallOffset);
    }

    NodeSettings withOutageGrace(Duration grace) {
        return new NodeSettings(url, hints, maxStaleness, grace, wallOffset);
    }

    NodeSettings withWallOffset(Duration offset) {
        return new NodeSettings(url, hints, maxStaleness, outageGrace, offset);
    }

    NodeSettings withoutHints() {
        return new NodeSettings(url, "", maxStaleness, outageGrace, wallOffset);
    }

    List<String> arguments() {
        return List.of(url, hints, maxStaleness.toString(), outageGrace.toString(), wallOffset.toString());
    }

    static NodeSettings of(String[] arguments) {
        return new NodeSettings(
                arguments[0],
                arguments[1],
                Duration.parse(arguments[2]),
                Duration.parse(arguments[3]),
                Duration.parse(arguments[4]));
    }

    Freshness freshness() {
        Freshness chosen = outageGrace.isZero() ? Freshness.withoutOutageGrace() : Freshness.withOutageGrace(outageGrace);
        Duration twice = maxStaleness.multipliedBy(2);
        return chosen.withMaxEntryAge(twice.compareTo(MAX_ENTRY_AGE) > 0 ? twice : MAX_ENTRY_AGE)
                .withMaxStaleness(maxStaleness);
    }
}
