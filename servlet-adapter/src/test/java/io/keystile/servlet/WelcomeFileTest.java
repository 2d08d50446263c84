package io.keystile.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.Keystile;
import io.keystile.policy.AccessPolicy;
import io.keystile.testkit.RawHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;

/** Tomcat routes a directory's request by its welcome file. */
class WelcomeFileTest {
    private final Keystile keystile = Keys.builder(AccessPolicy.builder()
                    .guard("/api")
                    .scope("/api/read", "read")
                    .scope("/api/read/index.html$", "write")
                    .scope("/api/both", "read")
                    .build())
            .build();

    @Test
    void welcomeFile_isServedWhereThePolicySaysTheSameOfIt() {
        try (WebServer server = new TomcatServer(
                "",
                context -> KeystileFilter.register(context, new KeystileFilter(keystile).withoutHandlerCheck(), "/*"),
                WelcomeFileTest::fill)) {
            String key = "X-API-Key: " + Keys.issue(keystile, "read");

            assertThat(RawHttp.ask(server.port(), "GET /").body()).isEqualTo("welcome");
            assertThat(RawHttp.ask(server.port(), "GET /api/both/", key).body()).isEqualTo("welcome");
            assertThat(RawHttp.ask(server.port(), "GET /api/both/").status()).isEqualTo(401);
            assertThat(RawHttp.ask(server.port(), "GET /api/read/", key).status())
                    .isEqualTo(403);
        }
    }

    private static void fill(Context context) {
        try {
            for (String folder : new String[] {"", "api/both", "api/read"}) {
                Path base = Files.createDirectories(Path.of(context.getDocBase(), folder));
                Files.writeString(base.resolve("index.html"), "welcome");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context.addWelcomeFile("index.html");
        Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
    }
}
