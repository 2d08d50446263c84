package io.keystile.oauth;

import io.keystile.key.Environment;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of {@link JwtAccessTokens}. Not thread-safe. */
public final class JwtAccessTokensBuilder {
    private static final Duration LEAST_LIFE = Duration.ofSeconds(1);
    private static final Duration MOST_LIFE = Duration.ofDays(1);
    private static final Duration MOST_LEEWAY = Duration.ofMinutes(1);

    private final SigningKeys keys;
    private final Map<Environment, String> issuers = new EnumMap<>(Environment.class);
    private final Map<Environment, String> audiences = new EnumMap<>(Environment.class);
    private Duration timeToLive = Duration.ofMinutes(5);
    private Duration leeway = Duration.ZERO;
    private int cachedTokens = 10_000;
    private InstantSource clock = InstantSource.system();

    JwtAccessTokensBuilder(SigningKeys keys) {
        this.keys = keys;
    }

    /**
     * Required: who makes the tokens, a URL without query and fragment (RFC 8414 §2), {@code https} but on a loopback. Sandbox
     * tokens have the same with {@code /sandbox} behind it, unless that is set.
     */
    public JwtAccessTokensBuilder issuer(String url) {
        return both(issuers, url);
    }

    /** Who makes that environment's tokens. */
    public JwtAccessTokensBuilder issuer(Environment environment, String url) {
        issuers.put(environment, url);
        return this;
    }

    /** Required: whom the tokens are for, a URI (RFC 9068 §2.2). Sandbox tokens' likewise with {@code /sandbox} behind it. */
    public JwtAccessTokensBuilder audience(String uri) {
        return both(audiences, uri);
    }

    /** Whom that environment's tokens are for. */
    public JwtAccessTokensBuilder audience(Environment environment, String uri) {
        audiences.put(environment, uri);
        return this;
    }

    private JwtAccessTokensBuilder both(Map<Environment, String> values, String live) {
        values.put(Environment.LIVE, live);
        values.putIfAbsent(Environment.SANDBOX, (live.endsWith("/") ? live : live + "/") + "sandbox");
        return this;
    }

    /**
     * How long a token lives at most, a second to a day; 5 minutes if not set. Its key's end may come before that. Whoever
     * checks tokens by the published keys alone learns nothing of a revocation for that long.
     */
    public JwtAccessTokensBuilder timeToLive(Duration duration) {
        timeToLive = duration;
        return this;
    }

    /** How much longer a token is taken than it says, up to a minute; not at all if not set. */
    public JwtAccessTokensBuilder leeway(Duration duration) {
        leeway = duration;
        return this;
    }

    /** How many tokens' signatures are remembered as checked, 100 to 1,000,000; 10,000 if not set. */
    public JwtAccessTokensBuilder cachedTokens(int tokens) {
        cachedTokens = tokens;
        return this;
    }

    /** The wall clock, for what is remembered; ends are judged by the store's. The system's if not set. */
    public JwtAccessTokensBuilder clock(InstantSource source) {
        clock = source;
        return this;
    }

    /**
     * Checks the settings, and builds.
     *
     * @throws IllegalArgumentException that lists all that is missing or wrong
     */
    public JwtAccessTokens build() {
        List<String> problems = new ArrayList<>();
        Map<Environment, TokenParty> parties = new EnumMap<>(Environment.class);
        for (Environment environment : Environment.values()) {
            String issuer = issuers.get(environment);
            String audience = audiences.get(environment);
            require(problems, "issuer", environment, issuer, isIssuer(issuer));
            require(problems, "audience", environment, audience, isUri(audience));
            parties.put(environment, new TokenParty(String.valueOf(issuer), String.valueOf(audience)));
        }
        refuseShared(problems, "issuer", issuers);
        refuseShared(problems, "audience", audiences);
        within(problems, "timeToLive", timeToLive, LEAST_LIFE, MOST_LIFE);
        within(problems, "leeway", leeway, Duration.ZERO, MOST_LEEWAY);
        if (cachedTokens < 100 || cachedTokens > 1_000_000) {
            problems.add("cachedTokens: is " + cachedTokens + ", must be 100 to 1,000,000");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("access tokens: " + String.join("; ", problems));
        }
        return new JwtAccessTokens(keys, parties, timeToLive, leeway, cachedTokens, clock);
    }

    private static void require(
            List<String> problems, String setting, Environment environment, @Nullable String value, boolean fit) {
        if (value == null) {
            problems.add(setting + ": must be set, for " + environment + " too");
        } else if (!fit) {
            problems.add(setting + ": is '" + value + "' for " + environment
                    + (setting.equals("issuer")
                            ? ", must be a URL without query and fragment, https but on a loopback"
                            : ", must be an absolute URI of at most 200 visible ASCII characters"));
        }
    }

    private static void refuseShared(List<String> problems, String setting, Map<Environment, String> values) {
        String live = values.get(Environment.LIVE);
        if (live != null && live.equals(values.get(Environment.SANDBOX))) {
            problems.add(setting + ": is the same for both environments; a sandbox token must not pass as a live one");
        }
    }

    private static void within(List<String> problems, String setting, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            problems.add(setting + ": is " + value + ", must be " + least + " to " + most);
        }
    }

    private static boolean isIssuer(@Nullable String text) {
        URI uri = uri(text);
        if (uri == null || uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            return false;
        }
        String host = uri.getHost();
        boolean loopback = host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
        return "https".equalsIgnoreCase(uri.getScheme()) || ("http".equalsIgnoreCase(uri.getScheme()) && loopback);
    }

    private static boolean isUri(@Nullable String text) {
        return uri(text) != null;
    }

    private static @Nullable URI uri(@Nullable String text) {
        if (text == null || text.length() > 200 || !text.chars().allMatch(c -> c > ' ' && c <= '~')) {
            return null;
        }
        try {
            URI uri = new URI(text);
            return uri.isAbsolute() ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
