package io.keystile.testkit.cases;

import io.keystile.key.Environment;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.net.AddressRanges;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a row of {@code token-endpoint.tsv} asks for before its request: {@code (peer outside the allowlist of <SECRET>)},
 * {@code (another organisation exhausted)}. What can't be read is an error, which would else be a row that tries nothing.
 */
final class Precondition {
    private static final Pattern PEER = Pattern.compile("(outside|inside|within|not in|in) .*allowlist of <?(\\w+)>?");
    private static final Pattern BEFALLEN = Pattern.compile("<?(\\w+)>? (?:is |was |has been )?(revoked|suspended)");
    private static final String INSIDE = "203.0.113.7";
    private static final String OUTSIDE = "192.0.2.1";
    private static final List<String> OVER = List.of("exhausted", "over its", "over the limit", "out of quota");

    private final String words;
    private final @Nullable String listed;
    private final @Nullable String peer;

    private Precondition(String words) {
        this.words = words;
        Matcher matcher = PEER.matcher(words);
        boolean found = matcher.find();
        boolean outside =
                found && (matcher.group(1).equals("outside") || matcher.group(1).equals("not in"));
        this.listed = found ? matcher.group(2).toUpperCase(Locale.ROOT) : null;
        this.peer = found ? (outside ? OUTSIDE : INSIDE) : null;
    }

    static Precondition of(String text) {
        String words = text.strip();
        if (words.startsWith("(") && words.endsWith(")")) {
            words = words.substring(1, words.length() - 1);
        }
        return new Precondition(words.toLowerCase(Locale.ROOT));
    }

    /** Where a key may be used from. */
    AddressRanges allowlist(String name) {
        return name.equals(listed) ? AddressRanges.of("203.0.113.0/24") : AddressRanges.none();
    }

    /** Does to a key what the words say of it. */
    void befall(String name, IssuedKey key, CaseFixture fixture) {
        Matcher matcher = BEFALLEN.matcher(words);
        if (matcher.find() && matcher.group(1).equalsIgnoreCase(name)) {
            CredentialLifecycle lifecycle = fixture.keystile().credentials(Environment.LIVE);
            if (matcher.group(2).equals("revoked")) {
                lifecycle.revoke(key.credential().id());
            } else {
                lifecycle.suspend(key.credential().id());
            }
        }
    }

    /** Runs with what concerns the server and its limits. */
    void around(CaseServer server, Runnable test) {
        boolean exhausted = OVER.stream().anyMatch(words::contains);
        boolean other = words.contains("another") || words.contains("other organisation");
        if (!words.isEmpty()
                && peer == null
                && !exhausted
                && !BEFALLEN.matcher(words).find()) {
            throw new IllegalArgumentException("unknown precondition '" + words + "'");
        }
        if (exhausted) {
            server.fixture().exhaust("tenant_" + (other ? CaseKeys.BOB : CaseKeys.ALICE));
        }
        server.setup().simulatePeer(peer);
        try {
            test.run();
        } finally {
            server.setup().simulatePeer(null);
            server.fixture().exhaust("");
        }
    }
}
