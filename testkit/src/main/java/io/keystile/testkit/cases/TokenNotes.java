package io.keystile.testkit.cases;

import io.keystile.credential.Access;
import io.keystile.credential.CredentialId;
import io.keystile.key.Environment;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.AddressRanges;
import io.keystile.testkit.cases.CaseServer.Asked;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The steps that a {@code note} of {@code jwt.tsv} tells, done with an issued token T0: {@code use T0 after the key was
 * rotated, inside the grace window}. Read by its words; what can't be read is an error.
 */
final class TokenNotes {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SHORT = Duration.ofMinutes(1);
    private static final Pattern PATH = Pattern.compile("(?:on|at|for|to) (?:(get|post) )?(/\\S+)");
    private static final String RESOURCE = "/api/v1/authorize/1";

    private final CaseServers servers;
    private final String algorithm;
    private final CaseServer server;

    TokenNotes(CaseServers servers, String algorithm) {
        this.servers = servers;
        this.algorithm = algorithm;
        this.server = servers.withTokens(algorithm);
    }

    /** What each server answered that was asked. */
    Map<CaseServer, Asked> run(String note) {
        String words = note.toLowerCase(Locale.ROOT);
        IssuedKey key = key(words);
        String token = tokens().issued(key);
        boolean placed = words.startsWith("send") || words.contains("present");
        boolean changed = befall(words, key);
        CaseServer asked = where(words);
        if (!placed
                && !changed
                && asked == server
                && !PATH.matcher(words).find()
                && !words.matches("use t0(?: twice)?")) {
            throw new IllegalArgumentException("unknown note '" + note + "'");
        }
        Map<CaseServer, Asked> answers = new LinkedHashMap<>();
        try {
            answers.put(asked, ask(asked, words, token));
        } finally {
            lifecycle().resumeTenant(key.credential().tenant());
        }
        return answers;
    }

    private CaseServer where(String words) {
        if (words.contains("switched off") || words.contains("feature off") || words.contains("turned off")) {
            return servers.switchedOff();
        }
        return words.contains("restart") || words.contains("another node") || words.contains("second node")
                ? servers.startedAgain(algorithm)
                : server;
    }

    private IssuedKey key(String words) {
        boolean expires =
                words.contains("key expired") || words.contains("key's expiry") || words.contains("expiry of");
        if (!expires) {
            return server.fixture().issue(Environment.LIVE, CaseKeys.ALICE, List.of("authorize"), AddressRanges.none());
        }
        IssuedKey key = lifecycle()
                .issue(NewCredential.principal(CaseKeys.ALICE, "tenant_" + CaseKeys.ALICE)
                        .access(Access.only("authorize"))
                        .expiresAt(server.fixture().time().instant().plus(SHORT)));
        server.fixture().plant(key.key());
        return key;
    }

    /** Does to the token's credential what the words say; whether they say anything. */
    private boolean befall(String words, IssuedKey key) {
        CredentialId id = key.credential().id();
        if (words.contains("revoked")) {
            lifecycle().revoke(id);
        } else if (words.contains("rotated") || words.contains("rotation")) {
            rotate(words, id);
        } else if (words.contains("previous key")) {
            rotate("inside the grace", id);
            lifecycle().endPrevious(id);
        } else if (words.contains("tokens were ended")
                || words.contains("tokens ended")
                || words.contains("end-tokens")) {
            lifecycle().endTokens(id);
        } else if (words.contains("suspended")) {
            suspend(words, key);
        } else if (words.contains("expire") || words.contains("expiry") || words.contains("exp ")) {
            server.fixture().time().advance(words.contains("key") ? SHORT : DAY);
        } else if (words.contains("scope")) {
            lifecycle().change(id, settings -> settings.withAccess(Access.only("mandates")));
        } else if (words.contains("allowlist") || words.contains("address")) {
            lifecycle().change(id, settings -> settings.withAllowlist(AddressRanges.of("203.0.113.0/24")));
        } else {
            return false;
        }
        return true;
    }

    private void rotate(String words, CredentialId id) {
        boolean over = words.contains("after the grace")
                || words.contains("grace window ended")
                || words.contains("grace is over")
                || words.contains("past")
                || words.contains("outside")
                || words.contains("grace ended");
        boolean none = words.contains("without grace") || words.contains("no grace") || words.contains("grace zero");
        Duration grace = none ? Duration.ZERO : over ? SHORT : DAY;
        server.fixture().plant(lifecycle().rotate(id, grace).key());
        if (over) {
            server.fixture().time().advance(SHORT);
        }
    }

    private void suspend(String words, IssuedKey key) {
        boolean tenant = words.contains("tenant") || words.contains("organisation") || words.contains("organization");
        CredentialId id = key.credential().id();
        if (tenant) {
            lifecycle().suspendTenant(key.credential().tenant());
        } else {
            lifecycle().suspend(id);
        }
        if (words.contains("resumed") || words.contains("lifted")) {
            lifecycle().resume(id);
            lifecycle().resumeTenant(key.credential().tenant());
        }
    }

    private Asked ask(CaseServer asked, String words, String token) {
        Matcher path = PATH.matcher(words);
        boolean named = path.find();
        String target = named ? path.group(2) : RESOURCE;
        String method = named && "post".equals(path.group(1)) ? "POST" : "GET";
        if (words.contains("query")) {
            return asked.ask(method, target + "?access_token=" + token);
        }
        if (words.contains("body") || words.contains("form")) {
            return asked.ask("POST", target, List.of(CaseTokens.FORM), "access_token=" + token);
        }
        if (words.contains("cookie")) {
            return asked.ask(method, target, "Cookie: access_token=" + token);
        }
        String line = words.contains("x-admin-key")
                ? "X-Admin-Key: " + token
                : words.contains("x-api-key") ? "X-API-Key: " + token : "Authorization: " + scheme(words) + token;
        return words.contains("twice") && words.startsWith("send")
                ? asked.ask(method, target, line, line)
                : asked.ask(method, target, line);
    }

    private static String scheme(String words) {
        if (words.contains("without bearer") || words.contains("without the scheme")) {
            return "";
        }
        if (words.contains("lower case") || words.contains("lower-case")) {
            return "bearer ";
        }
        return words.contains("basic") ? "Basic " : "Bearer ";
    }

    private CredentialLifecycle lifecycle() {
        return server.fixture().keystile().credentials(Environment.LIVE);
    }

    private CaseTokens tokens() {
        CaseTokens tokens = server.tokens();
        if (tokens == null) {
            throw new IllegalStateException("a server without tokens");
        }
        return tokens;
    }
}
