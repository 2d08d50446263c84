package io.keystile.examples.directdebit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was answered is kept, however the process ends. */
class RestartTest {
    private static final String[] ADMIN = {"admin", "admin"};

    @TempDir
    Path folder;

    @Test
    void killed_h2File_nothingIsLost() throws Exception {
        nothingIsLost("jdbc:h2:file:" + folder.resolve("live"), "jdbc:h2:file:" + folder.resolve("sandbox"));
    }

    @Test
    void killed_postgres_nothingIsLost() throws Exception {
        nothingIsLost(PostgresServer.newDatabase(), PostgresServer.newDatabase());
    }

    @Test
    void terminated_writesTheTimesOfLastUse() throws Exception {
        String[] flags = {
            "--port", "0",
            "--database", "jdbc:h2:file:" + folder.resolve("last-live"),
            "--sandbox-database", "jdbc:h2:file:" + folder.resolve("last-sandbox")
        };
        try (ServiceProcess first = ServiceProcess.start(flags)) {
            Client http = first.client();
            String[] session = http.login(ADMIN[0], ADMIN[1]);
            JsonNode key = http.post("/api/keys", "{\"scopes\":[\"mandates:read\"]}", session)
                    .json();
            assertThat(http.get("/api/trpc/mandates.list", Service.bearer(key)).status())
                    .isEqualTo(200);
            first.terminate();
        }

        try (ServiceProcess second = ServiceProcess.start(flags)) {
            Client http = second.client();
            JsonNode listed =
                    http.get("/api/keys", http.login(ADMIN[0], ADMIN[1])).json();
            assertThat(listed.at("/credentials/0/last_used_at").isTextual()).isTrue();
        }
    }

    private static void nothingIsLost(String live, String sandbox) throws Exception {
        String[] flags = {"--port", "0", "--database", live, "--sandbox-database", sandbox};
        JsonNode liveKey;
        JsonNode sandboxKey;
        JsonNode suspended;
        try (ServiceProcess first = ServiceProcess.start(flags)) {
            Client http = first.client();
            String[] session = http.login(ADMIN[0], ADMIN[1]);
            String scopes = "{\"scopes\":[\"mandates:read\",\"mandates:write\"]";
            liveKey = http.post("/api/keys", scopes + "}", session).json();
            sandboxKey = http.post("/api/keys", scopes + ",\"environment\":\"sandbox\"}", session)
                    .json();
            suspended = http.post("/api/keys", scopes + "}", session).json();
            suspend(http, "mnd_1_live_org_demo", liveKey);
            suspend(http, "mnd_2_sandbox_org_demo", sandboxKey);
            assertThat(http.post(Service.path(suspended, "suspend"), "", session)
                            .status())
                    .isEqualTo(200);
            first.kill();
        }

        try (ServiceProcess second = ServiceProcess.start(flags)) {
            Client http = second.client();
            assertThat(status(http, "mnd_1_live_org_demo", liveKey)).isEqualTo("suspended");
            assertThat(status(http, "mnd_2_live_org_demo", liveKey)).isEqualTo("active");
            assertThat(status(http, "mnd_2_sandbox_org_demo", sandboxKey)).isEqualTo("suspended");
            assertThat(http.get("/api/trpc/mandates.list", Service.bearer(suspended))
                            .status())
                    .isEqualTo(401);
            second.kill();
        }
    }

    private static void suspend(Client http, String mandate, JsonNode key) {
        Reply reply = http.post("/api/trpc/mandates.suspend", "{\"id\":\"" + mandate + "\"}", Service.bearer(key));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }

    private static String status(Client http, String mandate, JsonNode key) {
        return http.post("/api/trpc/mandates.get", "{\"id\":\"" + mandate + "\"}", Service.bearer(key))
                .data()
                .at("/item/status")
                .textValue();
    }
}
