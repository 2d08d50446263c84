package io.keystile.http;

import java.time.Duration;

/** Times as answers tell them (RFC 9110 §10.2.3, delay-seconds). */
final class WholeSeconds {
    private WholeSeconds() {}

    /** Rounded up: who comes back then must not be too early. */
    static long upwards(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }
}
