package io.keystile.ratelimit;

import io.keystile.credential.Credential;
import io.keystile.credential.Limit;
import io.keystile.credential.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The service's limits, all of which hold at once for each organisation. An organisation whose record has limits has those
 * instead. A credential whose record has limits is held to those as well: they throttle one key, and never lift the organisation's.
 * Immutable.
 */
public final class Limits {
    private static final Pattern LIMIT = Pattern.compile("([1-9][0-9]{0,17})/([1-9][0-9]{0,8})(ms|s|m|h|d)");
    private static final int MOST = 8;

    private final List<Limit> all;

    private Limits(List<Limit> all) {
        if (all.size() > MOST) {
            throw new IllegalArgumentException("limits must be at most " + MOST + ", but are " + all.size());
        }
        this.all = all;
    }

    /**
     * These, at most 8; without any, only organisations and credentials with limits of their own are limited.
     *
     * @throws IllegalArgumentException if there are more
     */
    public static Limits of(Limit... limits) {
        return new Limits(List.of(limits));
    }

    /**
     * Reads limits such as {@code 100/1s} or {@code 100/1s,6000/1m}; units are ms, s, m, h and d.
     *
     * @throws IllegalArgumentException if {@code text} is none
     */
    public static Limits parse(String text) {
        List<Limit> limits = new ArrayList<>();
        for (int from = 0; from <= text.length(); ) {
            int comma = text.indexOf(',', from);
            int end = comma < 0 ? text.length() : comma;
            limits.add(one(text.substring(from, end)));
            from = end + 1;
        }
        return new Limits(List.copyOf(limits));
    }

    private static Limit one(String text) {
        Matcher parts = LIMIT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("must be REQUESTS/TIME, such as 100/1s or 6000/1m, joined by commas");
        }
        long count = Long.parseLong(parts.group(2));
        Duration per = switch (parts.group(3)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
        return new Limit(Long.parseLong(parts.group(1)), per);
    }

    List<Limit> of(Tenant tenant) {
        List<Limit> own = tenant.details().limits();
        return own.isEmpty() ? all : own;
    }

    static List<Limit> of(Credential credential) {
        return credential.settings().details().limits();
    }

    /** As {@link #parse} reads them, but for units. */
    @Override
    public String toString() {
        return "Limits" + all;
    }
}
