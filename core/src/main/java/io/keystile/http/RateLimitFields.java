package io.keystile.http;

import io.keystile.authn.Quota;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields {@code RateLimit-Policy} and {@code RateLimit} (draft-ietf-httpapi-ratelimit-headers-11 §3, §4): Lists of String
 * items with Integer parameters (RFC 9651 §3.1, §3.3). A policy is named by its numbers, {@code "100-per-1s"}.
 */
final class RateLimitFields {
    static final String POLICY = "RateLimit-Policy";
    static final String LIMIT = "RateLimit";

    /** The largest Integer (RFC 9651 §3.3.1). */
    private static final long LARGEST = 999_999_999_999_999L;

    private RateLimitFields() {}

    /**
     * The lines, the policy's first; none without quotas.
     *
     * @param retryAfterSeconds what {@code Retry-After} says beside them: no effective window may end later (§6); 0: nothing
     */
    static List<Header> of(List<Quota> quotas, long retryAfterSeconds) {
        if (quotas.isEmpty()) {
            return List.of();
        }
        StringBuilder policies = new StringBuilder();
        StringBuilder limits = new StringBuilder();
        List<String> names = new ArrayList<>(quotas.size());
        for (Quota quota : quotas) {
            String name = name(quota, names);
            names.add(name);
            item(policies, name, "q", quota.requests());
            if (quota.per().toNanosPart() == 0) { // "Sub-second precision is not supported" (§3.1.3)
                parameter(policies, "w", quota.per().toSeconds());
            }
            item(limits, name, "r", quota.remaining());
            long window = window(quota, retryAfterSeconds);
            if (window > 0) {
                parameter(limits, "t", window);
            }
        }
        return List.of(new Header(POLICY, policies.toString()), new Header(LIMIT, limits.toString()));
    }

    /** Until one request more has been refilled: that long, no more than what remains can be used. */
    private static long window(Quota quota, long retryAfterSeconds) {
        Duration one = quota.per().dividedBy(Math.max(1, quota.requests()));
        Duration untilMore = one.compareTo(quota.reset()) < 0 ? one : quota.reset();
        long seconds = WholeSeconds.upwards(untilMore);
        return retryAfterSeconds > 0 ? Math.min(seconds, retryAfterSeconds) : seconds;
    }

    /** A second limit of the same numbers, a credential's own beside its organisation's, is told apart. */
    private static String name(Quota quota, List<String> taken) {
        String name = quota.requests() + "-per-" + shortText(quota.per());
        int same = 1;
        String distinct = name;
        while (taken.contains(distinct)) {
            same++;
            distinct = name + "-" + same;
        }
        return distinct;
    }

    private static String shortText(Duration per) {
        if (per.toNanosPart() != 0) {
            return per.toNanosPart() % 1_000_000 == 0 ? per.toMillis() + "ms" : per.toNanos() + "ns";
        }
        long seconds = per.toSeconds();
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    private static void item(StringBuilder field, String name, String parameter, long value) {
        field.append(field.length() == 0 ? "\"" : ", \"").append(name).append('"');
        parameter(field, parameter, value);
    }

    private static void parameter(StringBuilder field, String name, long value) {
        field.append(';').append(name).append('=').append(Math.min(Math.max(value, 0), LARGEST));
    }
}
