package io.keystile.examples.common;

import com.fasterxml.jackson.databind.JsonNode;
import io.keystile.key.Environment;
import io.keystile.lifecycle.Rotation;
import io.keystile.net.AddressRanges;
import java.time.Duration;

/** What requests say of keys on either server. */
public final class KeyTerms {
    private KeyTerms() {}

    /** The environment of a key to be issued. */
    public static Environment environment(Fields fields) {
        return switch (fields.text("environment")) {
            case "live" -> Environment.LIVE;
            case "sandbox" -> Environment.SANDBOX;
            default -> throw ProblemException.badField("environment", "must be live or sandbox");
        };
    }

    /** The addresses that a key may be used from. */
    public static AddressRanges allowlist(Fields fields) {
        try {
            return AddressRanges.parse(fields.texts("ip_allowlist"));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badField("ip_allowlist", "is wrong: " + e.getMessage());
        }
    }

    /** How a key is to be rotated; the grace has no default. */
    public static Rotation rotation(JsonNode body) {
        Fields fields = Fields.of(body, "grace_seconds", "end_previous");
        Rotation rotation = Rotation.withGrace(Duration.ofSeconds(fields.wholeNumber("grace_seconds")));
        return fields.flag("end_previous") ? rotation.endingPrevious() : rotation;
    }
}
