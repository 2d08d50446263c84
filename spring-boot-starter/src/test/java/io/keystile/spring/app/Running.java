package io.keystile.spring.app;

import io.keystile.Keystile;
import io.keystile.credential.Access;
import io.keystile.key.Environment;
import io.keystile.lifecycle.NewCredential;
import io.keystile.testkit.RawAnswer;
import io.keystile.testkit.RawHttp;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An application on a free port, until closed. */
public final class Running implements AutoCloseable {
    /** What every application has to say, and where the policy of these tests is. */
    public static final List<String> SETTINGS = List.of(
            "keystile.prefix=acme",
            "keystile.client-address=peer",
            "keystile.outage-grace=none",
            // So long that a machine that stands still for a moment makes no outage.
            "keystile.max-staleness=30s",
            "keystile.policy=classpath:app-policy.json");

    private final ConfigurableApplicationContext context;

    private Running(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts it with {@link #SETTINGS} and what is given. */
    public static Running start(Class<?> application, String... properties) {
        List<String> all = new ArrayList<>(SETTINGS);
        all.addAll(List.of(
                "server.port=0",
                "server.address=127.0.0.1",
                "spring.main.banner-mode=off",
                "spring.flyway.enabled=false",
                "spring.datasource.generate-unique-name=true"));
        all.addAll(List.of(properties));
        return new Running(new SpringApplicationBuilder(application)
                .properties(all.toArray(new String[0]))
                .run());
    }

    /** Its beans. */
    public ConfigurableApplicationContext context() {
        return context;
    }

    /** Its port on the loopback address. */
    public int port() {
        return Integer.parseInt(Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port")));
    }

    /** Asks. */
    public RawAnswer ask(String requestLine, String... headerLines) {
        return RawHttp.ask(port(), requestLine, headerLines);
    }

    /** The header of a new key with these scopes, of prn_1. */
    public String key(String... scopes) {
        Access access = scopes.length == 0 ? Access.full() : Access.only(scopes);
        return "X-API-Key: "
                + context.getBean(Keystile.class)
                        .credentials(Environment.LIVE)
                        .issue(NewCredential.principal("prn_1", "org_1").access(access))
                        .key()
                        .reveal();
    }

    /** The cookie's header of a session of ada's, logged in by the form. */
    public String login() {
        RawAnswer page = ask("GET /login");
        String body = page.body();
        int at = body.indexOf("name=\"_csrf\"");
        int from = body.indexOf("value=\"", at) + "value=\"".length();
        String token = body.substring(from, body.indexOf('"', from));
        String form = "username=ada&password=pass&_csrf=" + token;
        RawAnswer in = RawHttp.ask(
                port(),
                "POST /login",
                List.of(
                        cookie(page),
                        "Content-Type: application/x-www-form-urlencoded",
                        "Content-Length: " + form.length()),
                form);
        return cookie(in);
    }

    private static String cookie(RawAnswer answer) {
        String set = Objects.requireNonNull(answer.header("Set-Cookie"), answer.toString());
        return "Cookie: " + set.substring(0, set.indexOf(';'));
    }

    @Override
    public void close() {
        context.close();
    }
}
