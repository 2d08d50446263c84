package io.keystile.testkit.cases;

import io.keystile.key.Environment;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.net.AddressRanges;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What placeholders stand for: keys, and tokens, also those that words make of one ({@code <JWT of a revoked key>}). */
final class TokenValues implements Placeholders.Values {
    /** Longer than any token of the tests lives. */
    private static final Duration LONG = Duration.ofDays(2);

    private final CaseServer server;
    private final CaseKeys keys;

    TokenValues(CaseServer server, CaseKeys keys) {
        this.server = server;
        this.keys = keys;
    }

    @Override
    public String value(String name) {
        return switch (name) {
            case "JWT" -> server.tokens() == null ? madeUp() : tokens().good();
            case "EXPIRED_JWT" -> expired();
            case "JWT2" -> tokens().issued(of(Environment.LIVE, CaseKeys.BOB));
            default -> keys.value(name);
        };
    }

    @Override
    public @Nullable String value(String name, String words) {
        return name.equals("JWT") && server.tokens() != null ? token(words.toLowerCase(Locale.ROOT)) : null;
    }

    private @Nullable String token(String words) {
        if (words.contains("alg none") || words.contains("algorithm none")) {
            return tokens().built("{\"h\":{\"alg\":\"none\"},\"sign\":{\"alg\":\"none\"}}");
        }
        if (words.contains("signed by another") || words.contains("attacker")) {
            return tokens().built("{\"sign\":{\"key\":\"ATTACKER\"}}");
        }
        if (words.contains("hs256")) {
            return tokens().built("{\"h\":{\"alg\":\"HS256\"},\"sign\":{\"alg\":\"HS256\",\"key\":\"PUBPEM\"}}");
        }
        if (words.contains("issuer")) {
            return tokens().built("{\"c\":{\"iss\":\"https://evil.example\"}}");
        }
        if (words.contains("audience")) {
            return tokens().built("{\"c\":{\"aud\":\"https://other.example\"}}");
        }
        if (words.contains("signature")) {
            boolean cut = words.contains("without") || words.contains("minus") || words.contains("removed");
            return tokens().built(cut ? "{\"post\":[[\"blank\",2]]}" : "{\"post\":[[\"flip\",2,0]]}");
        }
        if (words.contains("without the scope") || words.contains("without scope")) {
            return tokens().issued(server.fixture().issue(List.of("mandates")));
        }
        return words.contains(" key") || words.startsWith("of ") || words.startsWith("past ") ? dead(words) : null;
    }

    /** Of a credential to which something happens after the issue. */
    private String dead(String words) {
        CredentialLifecycle lifecycle = server.fixture().keystile().credentials(Environment.LIVE);
        if (words.contains("expired") || words.startsWith("past ")) {
            return expired();
        }
        if (words.contains("test") || words.contains("sandbox")) {
            return tokens().issued(of(Environment.SANDBOX, CaseKeys.TESTER));
        }
        boolean ofTenant = words.contains("tenant") || words.contains("organisation");
        IssuedKey key = of(Environment.LIVE, ofTenant ? "prn_of_suspended_tenant" : owner(words));
        lifecycle.resumeTenant(key.credential().tenant());
        String token = tokens().issued(key);
        if (words.contains("revoked")) {
            lifecycle.revoke(key.credential().id());
        } else if (words.contains("grace")) {
            server.fixture()
                    .plant(lifecycle
                            .rotate(key.credential().id(), Duration.ofMinutes(1))
                            .key());
            server.fixture().time().advance(Duration.ofMinutes(1));
        } else if (ofTenant && words.contains("suspended")) {
            lifecycle.suspendTenant(key.credential().tenant());
        } else if (words.contains("suspended")) {
            lifecycle.suspend(key.credential().id());
        } else if (!words.equals("of a") && !words.equals("of b")) {
            throw new IllegalArgumentException("unknown words of a token: '" + words + "'");
        }
        return token;
    }

    private static String owner(String words) {
        return words.equals("of b") ? CaseKeys.BOB : CaseKeys.ALICE;
    }

    private String expired() {
        String token = server.tokens() == null ? madeUp() : tokens().good();
        server.fixture().time().advance(LONG);
        return token;
    }

    private IssuedKey of(Environment environment, String owner) {
        return server.fixture().issue(environment, owner, List.of("authorize"), AddressRanges.none());
    }

    private CaseTokens tokens() {
        CaseTokens tokens = server.tokens();
        if (tokens == null) {
            throw new IllegalArgumentException("the row needs tokens, and this server takes none");
        }
        return tokens;
    }

    /** Of a server that these tests have made up: where OAuth2 is off, every token is as bad. */
    private static String madeUp() {
        JwtFacts facts = new JwtFacts(
                "ES256", 1_900_000_000L, "https://auth.example", "https://api.example", CaseKeys.ALICE, "k1");
        return new JwtRecipes(facts, JwtKeys.forAlgorithm("ES256")).build("{}");
    }
}
