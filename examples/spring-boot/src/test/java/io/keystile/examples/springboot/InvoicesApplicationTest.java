package io.keystile.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.testkit.RawAnswer;
import io.keystile.testkit.RawHttp;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The README's tour: a user logs in, makes a key, and the key gets in where the user does. */
class InvoicesApplicationTest {
    @Test
    void keyThatAUserMade_getsInBesideTheUser() {
        try (ConfigurableApplicationContext context = SpringApplication.run(
                InvoicesApplication.class,
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--keystile.max-staleness=30s", // or a machine that stands still for a moment makes an outage
                "--spring.security.user.password=pass",
                "--spring.datasource.generate-unique-name=true")) {
            int port = Integer.parseInt(
                    Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port")));
            String session = login(port);
            String made = post(port, "/keys", session, "_csrf=" + token(RawHttp.ask(port, "GET /", session)))
                    .body();
            assertThat(made).startsWith("shown once: acme_live_");
            String key = "X-API-Key: " + made.substring("shown once: ".length()).strip();

            assertThat(RawHttp.ask(port, "GET /api/invoices", key).body()).isEqualTo("the invoices of user\n");
            assertThat(RawHttp.ask(port, "GET /api/invoices", session).body()).isEqualTo("the invoices of user\n");
            assertThat(RawHttp.ask(port, "GET /api/invoices").status()).isEqualTo(401);
            assertThat(RawHttp.ask(port, "GET /api/payments", key).status()).isEqualTo(403);
            assertThat(RawHttp.ask(port, "GET /", key, "Accept: text/html").status())
                    .isEqualTo(302);
        }
    }

    private static String login(int port) {
        RawAnswer page = RawHttp.ask(port, "GET /login");
        return cookie(post(port, "/login", cookie(page), "username=user&password=pass&_csrf=" + token(page)));
    }

    private static RawAnswer post(int port, String path, String session, String form) {
        List<String> lines =
                List.of(session, "Content-Type: application/x-www-form-urlencoded", "Content-Length: " + form.length());
        return RawHttp.ask(port, "POST " + path, lines, form);
    }

    private static String token(RawAnswer page) {
        String value = page.body().substring(page.body().indexOf("_csrf") + "_csrf".length());
        String from =
                value.substring(value.indexOf("value=") + "value=".length()).replace("\"", "");
        return from.substring(0, from.indexOf('>')).replace("/", "").strip();
    }

    private static String cookie(RawAnswer answer) {
        String set = Objects.requireNonNull(answer.header("Set-Cookie"), answer.toString());
        return "Cookie: " + set.substring(0, set.indexOf(';'));
    }
}
