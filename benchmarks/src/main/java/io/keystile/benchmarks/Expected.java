package io.keystile.benchmarks;

import io.keystile.Keystile;
import io.keystile.authn.Decision;
import io.keystile.authn.Granted;
import io.keystile.authn.Reason;
import io.keystile.authn.Refused;
import io.keystile.authn.RefusedEvent;

/**
 * Holds subjects to their answers, before they are measured and after: the time of another answer is worth nothing. Not while
 * they are measured, since that would be measured too.
 */
final class Expected {
    private Expected() {}

    static void granted(Decision decision, String owner) {
        if (!(decision instanceof Granted granted)) {
            throw new IllegalStateException("is " + decision + ", should be granted");
        }
        that(granted.caller().owner().equals(owner), "another caller was found");
    }

    static void refused(Keystile keystile, Decision decision, Reason reason) {
        if (!(decision instanceof Refused refused)) {
            throw new IllegalStateException("is " + decision + ", should be refused for " + reason);
        }
        RefusedEvent event = keystile.explain(keystile.record(refused));
        that(
                event != null && event.reason() == reason,
                "is refused for " + (event == null ? "nothing" : event.reason()) + ", should be for " + reason);
    }

    static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
