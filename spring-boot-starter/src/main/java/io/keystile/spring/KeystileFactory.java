package io.keystile.spring;

import io.keystile.ConfigurationException;
import io.keystile.Keystile;
import io.keystile.KeystileBuilder;
import io.keystile.authn.OperatorKey;
import io.keystile.key.KeyFormat;
import io.keystile.key.KeyHash;
import io.keystile.net.AddressRanges;
import io.keystile.spring.KeystileProperties.SessionGuardKind;
import io.keystile.store.Freshness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/** Builds the application's Keystile of properties, and tells all that is wrong with them at once. */
final class KeystileFactory {
    private final KeystileProperties settings;
    private final KeystileBuilder builder = Keystile.builder();
    private final List<String> problems = new ArrayList<>();

    KeystileFactory(KeystileProperties settings) {
        this.settings = settings;
        String prefix = settings.prefix();
        if (prefix != null && !prefix.isEmpty()) {
            attempt("keystile.prefix", () -> builder.keys(KeyFormat.withPrefix(prefix)));
        }
        String grace = settings.outageGrace();
        if (grace != null && !grace.isEmpty()) {
            attempt("keystile.outage-grace", () -> builder.freshness(freshness(grace)));
        }
        if (!settings.crossOrigins().isEmpty()) {
            attempt("keystile.cross-origins", () -> builder.crossOrigins(array(settings.crossOrigins())));
        }
        String realm = settings.realm();
        if (realm != null) {
            builder.realm(realm);
        }
        if (!settings.rateLimitHeaders()) {
            builder.withoutRateLimitHeaders();
        }
        settings.operators()
                .forEach((name, hash) -> attempt(
                        "keystile.operators." + name,
                        () -> builder.operator(
                                new OperatorKey(name, KeyHash.ofHex(hash), AddressRanges.none(), null))));
        guardSessions(settings.sessionsGuardedBy());
    }

    private void guardSessions(@Nullable SessionGuardKind kind) {
        if (kind == SessionGuardKind.APPLICATION) {
            builder.sessionsGuardedByApplication();
        } else if (kind == SessionGuardKind.ORIGIN) {
            attempt(
                    "keystile.session-origins",
                    () -> builder.sessionsGuardedByOrigin(array(settings.sessionOrigins())));
        }
    }

    private Freshness freshness(String grace) {
        Duration covered = grace.equals("none") ? Duration.ZERO : DurationStyle.detectAndParse(grace);
        Freshness strict = Freshness.withoutOutageGrace();
        return (covered.isZero() ? strict : Freshness.withOutageGrace(covered))
                .withMaxStaleness(settings.maxStaleness());
    }

    /** What isn't in the properties. */
    KeystileFactory with(KeystileBuilderCustomizer customizer) {
        customizer.customize(builder);
        return this;
    }

    /** A setting that is found out elsewhere; what it throws is told with all the rest. */
    KeystileFactory attempt(String setting, Runnable set) {
        try {
            set.run();
        } catch (ConfigurationException e) {
            problems.addAll(e.problems());
        } catch (IllegalArgumentException e) {
            problems.add(setting + ": " + e.getMessage());
        }
        return this;
    }

    /** @throws ConfigurationException that lists all that is missing or wrong */
    Keystile build() {
        try {
            Keystile built = builder.build();
            if (problems.isEmpty()) {
                return built;
            }
            built.close();
        } catch (ConfigurationException e) {
            e.problems().stream().map(SettingNames::of).filter(this::isNews).forEach(problems::add);
        }
        throw new ConfigurationException(problems);
    }

    KeystileBuilder builder() {
        return builder;
    }

    /** A setting that was tried and is wrong is not missing as well. */
    private boolean isNews(String problem) {
        String name = problem.substring(0, problem.indexOf(':') + 1);
        boolean address = problem.startsWith("clientAddress:");
        return problems.stream().noneMatch(known -> known.startsWith(address ? "keystile.client-address:" : name));
    }

    private static String[] array(List<String> list) {
        return list.toArray(new String[0]);
    }
}
