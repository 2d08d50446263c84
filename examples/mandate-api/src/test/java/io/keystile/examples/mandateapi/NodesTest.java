package io.keystile.examples.mandateapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes over the two databases of one PostgreSQL. */
class NodesTest {
    @TempDir
    static Path folder;

    private static Nodes cluster;
    private static List<Service> nodes;

    @BeforeAll
    static void start() throws IOException, SQLException {
        cluster = Nodes.start(3, folder, "--oauth=off");
        nodes = cluster.all;
    }

    @AfterAll
    static void stop() throws IOException {
        cluster.close();
    }

    @Test
    void issuedOnOne_worksOnAll_andRevokedOnOne_isRefusedByAll() {
        for (int round = 0; round < 3; round++) {
            Service first = nodes.get(round);
            JsonNode client = first.client("live", "");
            JsonNode principal = first.principal(Service.key(client), "");
            String key = Service.key(principal);
            for (Service node : nodes) {
                node.with(key, "GET", "/api/v1/agents", null).expect(200);
            }

            first.admin("POST", "/credentials/" + Service.credential(principal) + "/revoke", null)
                    .expect(200);
            Promise revoked = Promise.madeNow();

            assertThat(first.with(key, "GET", "/api/v1/agents", null).status())
                    .as("the node that revoked obeys at once")
                    .isEqualTo(401);
            for (Service node : nodes) {
                revoked.holds("revoked", () -> refuses(node, key));
            }
        }
    }

    private static boolean refuses(Service node, String key) {
        return node.with(key, "GET", "/api/v1/agents", null).status() == 401;
    }

    @Test
    void suspendedTenant_isRefusedByAll_andDataIsSharedByAll() {
        JsonNode client = nodes.get(0).client("sandbox", "");
        JsonNode onboarded = nodes.get(1)
                .with(
                        Service.key(client),
                        "POST",
                        "/api/v1/onboard",
                        "{\"principal\":{\"name\":\"P\"},\"agent\":{\"name\":\"A\"},\"mandate\":{\"name\":\"M\"}}")
                .expect(201)
                .json();
        String key = Service.key(onboarded);
        JsonNode agents = nodes.get(2)
                .with(key, "GET", "/api/v1/agents", null)
                .expect(200)
                .json();
        assertThat(agents.at("/agents/0/id")).isEqualTo(onboarded.at("/agent/id"));
        assertThat(agents.at("/caller/environment").textValue()).isEqualTo("sandbox");

        nodes.get(0)
                .admin("POST", "/clients/" + client.at("/client/id").textValue() + "/suspend", null)
                .expect(200);
        Promise suspended = Promise.madeNow();

        nodes.forEach(node -> suspended.holds("suspended", () -> refuses(node, key)));
    }
}
