package io.keystile.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.Keystile;
import io.keystile.credential.Access;
import io.keystile.key.Environment;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.NewCredential;
import io.keystile.spring.app.App;
import io.keystile.spring.app.PlainApp;
import io.keystile.spring.app.Running;
import io.keystile.testkit.RawAnswer;
import io.keystile.testkit.RawHttp;
import io.keystile.testkit.TokenSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Keys that are changed for tokens, behind form login and protection against cross-site forgery. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokensTest {
    private static final String MANDATES = "GET /api/mandates";

    @SuppressWarnings("NullAway.Init")
    private List<String> settings;

    @SuppressWarnings("NullAway.Init")
    private Running app;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        Path keys = directory.resolve("token-keys.json");
        Files.writeString(keys, TokenSettings.with(InstantSource.system()).keySet());
        settings = List.of(
                "keystile.oauth2.issuer=https://auth.example",
                "keystile.oauth2.audience=https://api.example",
                "keystile.oauth2.token-keys=" + keys);
        app = Running.start(App.class, settings.toArray(new String[0]));
    }

    @AfterAll
    void stop() {
        app.close();
    }

    private static IssuedKey issue(Running application, String... scopes) {
        return application
                .context()
                .getBean(Keystile.class)
                .credentials(Environment.LIVE)
                .issue(NewCredential.principal("prn_1", "org_1").access(Access.only(scopes)));
    }

    private static RawAnswer ask(Running application, String path, String id, String secret, String... headers) {
        String form = "grant_type=client_credentials&client_id=" + id + "&client_secret=" + secret;
        List<String> lines = new ArrayList<>(List.of(headers));
        lines.add("Content-Type: application/x-www-form-urlencoded");
        lines.add("Content-Length: " + form.length());
        return RawHttp.ask(application.port(), "POST " + path, lines, form);
    }

    private static String bearer(RawAnswer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        String name = "\"access_token\":\"";
        int from = answer.body().indexOf(name) + name.length();
        return "Authorization: Bearer "
                + answer.body().substring(from, answer.body().indexOf('"', from));
    }

    private static String token(Running application, IssuedKey key) {
        return bearer(ask(application, "/oauth/token", "prn_1", key.key().reveal()));
    }

    @Test
    void token_isItsPrincipals_andItsScopesAreTheAuthorities() {
        String token = token(app, issue(app, "mandates:read"));

        assertThat(app.ask(MANDATES, token).body()).isEqualTo("caller prn_1 prn_1 [mandates:read] null null");
        assertThat(app.ask("POST /api/mandates", token).body()).isEqualTo("created by prn_1");
        assertThat(app.ask("GET /api/mandates/locked", token).status()).isEqualTo(403);
    }

    @Test
    void narrowedToken_hasNoMoreAuthoritiesThanWereAskedFor() {
        IssuedKey key = issue(app, "mandates:read", "mandates:write");
        String narrow =
                bearer(ask(app, "/oauth/token", "prn_1", key.key().reveal() + "&scope=mandates%3Aread", "Cookie: a=b"));

        assertThat(app.ask(MANDATES, narrow).body()).contains("[mandates:read]");
        assertThat(app.ask(MANDATES, token(app, key)).body()).contains("[mandates:read, mandates:write]");
    }

    @Test
    void revokedKey_endsItsTokens_andGetsNone() {
        IssuedKey key = issue(app, "mandates:read");
        String token = token(app, key);
        app.context()
                .getBean(Keystile.class)
                .credentials(Environment.LIVE)
                .revoke(key.credential().id());

        assertThat(app.ask(MANDATES, token).uniform())
                .isEqualTo(app.ask(MANDATES).uniform());
        assertThat(ask(app, "/oauth/token", "prn_1", key.key().reveal()).status())
                .isEqualTo(401);
    }

    @Test
    void wrongSecret_unknownId_andAnothersKey_areOne401_withoutSessionOrPage() {
        String key = issue(app, "mandates:read").key().reveal();
        RawAnswer wrong = ask(app, "/oauth/token", "prn_1", "garbage");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.body()).contains("\"error\":\"invalid_client\"");
        assertThat(wrong.header("Content-Type")).isEqualTo("application/json");
        assertThat(wrong.header("WWW-Authenticate")).startsWith("Basic");
        assertThat(wrong.header("Set-Cookie")).isNull();
        assertThat(ask(app, "/oauth/token", "nobody", key).uniform()).isEqualTo(wrong.uniform());
        assertThat(ask(app, "/oauth/token", "prn_1", "garbage", app.login()).uniform())
                .isEqualTo(wrong.uniform());
    }

    @Test
    void exemption_isForTheEndpointsOwnPaths_andNoOthers() {
        String key = issue(app, "mandates:read").key().reveal();

        assertThat(app.ask("GET /oauth/token").status()).isEqualTo(405);
        assertThat(app.ask("GET /.well-known/jwks.json").body()).contains("\"kty\":\"EC\"");
        for (String path : List.of("/oauth/token/", "/oauth/token/x", "/oauth/tokens", "/oauth")) {
            assertThat(ask(app, path, "prn_1", key).status()).as(path).isIn(401, 403);
        }
        assertThat(ask(app, "/oauth/token;x=1", "prn_1", key).uniform())
                .isEqualTo(app.ask("GET /api/mandates;x=1").uniform());
        assertThat(app.ask("GET /me", "Accept: text/html").status()).isEqualTo(302);
    }

    @Test
    void endpointThatNobodyNamed_isNotThere() {
        try (Running without = Running.start(PlainApp.class, "keystile.sessions-guarded-by=application")) {
            String key = issue(without, "mandates:read").key().reveal();

            assertThat(ask(without, "/oauth/token", "prn_1", key).status()).isEqualTo(404);
            assertThat(without.ask("GET /api/keys", token(app, issue(app, "mandates:read")))
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void withoutSpringSecurity_itIsTheSame() {
        List<String> all = new ArrayList<>(settings);
        all.add("keystile.sessions-guarded-by=application");
        try (Running plain = Running.start(PlainApp.class, all.toArray(new String[0]))) {
            IssuedKey key = issue(plain, "mandates:read");

            assertThat(plain.ask("GET /api/keys", token(plain, key)).body()).isEqualTo("prn_1");
            assertThat(ask(plain, "/oauth/token", "prn_1", "garbage").status()).isEqualTo(401);
            assertThat(ask(plain, "/oauth/token/", "prn_1", key.key().reveal()).status())
                    .isEqualTo(404);
        }
    }
}
