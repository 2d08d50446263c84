package io.keystile.examples.common;

import io.keystile.authn.SessionGuard;
import io.keystile.net.AddressRanges;
import io.keystile.net.ClientAddress;
import io.keystile.store.Freshness;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The flags that both servers have.
 *
 * @param port 0: a free one
 * @param databases null: embedded ones, in memory
 * @param freshness how long credentials are believed
 * @param clientAddress where requests come from
 * @param origins the service's own origins; empty: those of the port
 * @param rateLimits of each organisation
 */
public record CommonOptions(
        int port,
        @Nullable DatabaseUrls databases,
        Freshness freshness,
        ClientAddress clientAddress,
        Set<String> origins,
        RateLimits rateLimits) {
    /** The flag that names the port. */
    public static final String PORT = "--port";

    private static final String MAX_STALENESS = "--max-staleness";
    private static final String OUTAGE_GRACE = "--outage-grace";
    private static final String PROXIES = "--trusted-proxies";
    private static final String HEADER = "--forwarded-header";
    private static final String ORIGINS = "--origins";
    private static final List<String> FLAGS = List.of(
            PORT,
            DatabaseUrls.LIVE,
            DatabaseUrls.SANDBOX,
            MAX_STALENESS,
            OUTAGE_GRACE,
            PROXIES,
            HEADER,
            ORIGINS,
            RateLimits.LIMIT,
            RateLimits.REDIS);

    /** The common flags, and a server's own behind them. */
    public static Set<String> flagsAnd(String... own) {
        Set<String> flags = new LinkedHashSet<>(FLAGS);
        flags.addAll(List.of(own));
        return flags;
    }

    /** What the common ones among these say. */
    public static CommonOptions of(Arguments arguments) {
        return new CommonOptions(
                port(arguments.value(PORT, "8080")),
                DatabaseUrls.of(arguments),
                freshness(arguments),
                clientAddress(arguments),
                origins(arguments.list(ORIGINS)),
                RateLimits.of(arguments));
    }

    /** The same, on whichever port is free. */
    public CommonOptions onFreePort() {
        return new CommonOptions(0, databases, freshness, clientAddress, origins, rateLimits);
    }

    private static int port(String value) {
        boolean digits =
                !value.isEmpty() && value.length() <= 5 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = digits ? Integer.parseInt(value) : -1;
        if (port < 0 || port > 65_535) {
            throw new FlagException(PORT, "must be 0 to 65535");
        }
        return port;
    }

    private static Freshness freshness(Arguments arguments) {
        String grace = arguments.value(OUTAGE_GRACE, "none");
        Freshness freshness = DurationFlag.checked(
                OUTAGE_GRACE,
                () -> grace.equals("none")
                        ? Freshness.withoutOutageGrace()
                        : Freshness.withOutageGrace(DurationFlag.parse(OUTAGE_GRACE, grace)));
        String staleness = arguments.value(MAX_STALENESS);
        return staleness == null
                ? freshness
                : DurationFlag.checked(MAX_STALENESS, () -> {
                    Duration promise = DurationFlag.parse(MAX_STALENESS, staleness);
                    // A record is read again at the latest after twice the time that it is believed, if that is over a
                    // minute.
                    Duration age = promise.multipliedBy(2);
                    return (age.compareTo(freshness.maxEntryAge()) > 0 ? freshness.withMaxEntryAge(age) : freshness)
                            .withMaxStaleness(promise);
                });
    }

    private static ClientAddress clientAddress(Arguments arguments) {
        String header = arguments.value(HEADER, "x-forwarded-for");
        if (!header.equals("x-forwarded-for") && !header.equals("forwarded")) {
            throw new FlagException(HEADER, "must be x-forwarded-for or forwarded");
        }
        List<String> proxies = arguments.list(PROXIES);
        if (proxies.isEmpty()) {
            return ClientAddress.peer();
        }
        try {
            return ClientAddress.behind(header, AddressRanges.parse(proxies));
        } catch (IllegalArgumentException e) {
            throw new FlagException(PROXIES, e.getMessage());
        }
    }

    private static Set<String> origins(List<String> given) {
        Set<String> origins = new LinkedHashSet<>(given);
        try {
            SessionGuard.byOrigin(origins);
        } catch (IllegalArgumentException e) {
            throw new FlagException(ORIGINS, e.getMessage());
        }
        return origins;
    }
}
