package io.keystile.examples.mandateapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code --oauth off} nothing of OAuth2 is there, and tokens made before are no credentials. */
class OAuthOffTest {
    private static final String BODY = "grant_type=client_credentials&client_id=prn_x&client_secret=mdt_live_x";

    @TempDir
    Path folder;

    @Test
    void endpoints_areAnyUnknownPath() {
        try (Service service = Service.start("--oauth=off")) {
            for (String method : List.of("POST", "GET", "PUT", "OPTIONS", "HEAD")) {
                for (String path :
                        List.of("/oauth/token", "/oauth/introspect", "/.well-known/oauth-authorization-server")) {
                    assertThat(all(service.send(method, path, null)))
                            .as(method + " " + path)
                            .isEqualTo(all(service.send(method, "/nowhere/at-all", null)));
                }
            }
            assertThat(all(service.form("/oauth/token", BODY, "Authorization", "Basic eDp5")))
                    .isEqualTo(all(service.form("/nowhere", BODY)))
                    .containsEntry(":status", List.of("404"));
            JsonNode keys = service.send("GET", "/.well-known/jwks.json", null)
                    .expect(200)
                    .json();
            assertThat(keys.path("keys")).isEmpty();
            assertThat(keys.path("served_by").textValue()).isEqualTo("jwks");
            assertThat(service.send("GET", "/api/v1/public-keys", null)
                            .expect(200)
                            .json()
                            .path("keys"))
                    .isEmpty();
        }
    }

    /** All that the answer is, but the date. */
    private static Map<String, List<String>> all(Service.Reply reply) {
        Map<String, List<String>> all = new HashMap<>(reply.response().headers().map());
        all.remove("date");
        all.put(":status", List.of(String.valueOf(reply.status())));
        all.put(":body", List.of(reply.text()));
        return all;
    }

    @Test
    void tokenMadeBefore_isTheUniform401() {
        String keys = "--token-keys=" + TokenKeyFile.write(folder.resolve("keys"), TokenKeyFile.Pair.es256());
        String[] databases = {
            keys,
            "--database=jdbc:h2:mem:off_live;DB_CLOSE_DELAY=-1",
            "--sandbox-database=jdbc:h2:mem:off_sandbox;DB_CLOSE_DELAY=-1",
            "--admin-key-file=" + Nodes.adminKeyFile(folder)
        };
        try (Service on = Service.over(Nodes.ADMIN_KEY, databases);
                Service off = Service.over(Nodes.ADMIN_KEY, with("--oauth=off", databases))) {
            JsonNode principal = on.principal(Service.key(on.client("live", "")), "");
            String token = on.token(principal);
            on.byToken(token, "GET", "/api/v1/agents", null).expect(200);

            Service.Reply refused =
                    off.byToken(token, "GET", "/api/v1/agents", null).expect(401);

            assertThat(refused.text())
                    .isEqualTo(
                            off.send("GET", "/api/v1/agents", null).expect(401).text());
            off.with(Service.key(principal), "GET", "/api/v1/agents", null).expect(200);
        }
    }

    private static String[] with(String flag, String... others) {
        String[] all = new String[others.length + 1];
        System.arraycopy(others, 0, all, 1, others.length);
        all[0] = flag;
        return all;
    }
}
