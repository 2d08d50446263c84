package io.keystile.examples.mandateapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes over the two databases of one PostgreSQL. */
class NodesTest {
    private static final String ADMIN_KEY = "an-operators-key-of-enough-length";
    private static final Duration MAX_STALENESS = Duration.ofSeconds(1);

    @TempDir
    static Path folder;

    private static EmbeddedPostgres postgres;
    private static List<Service> nodes;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE live");
            statement.execute("CREATE DATABASE sandbox");
        }
        Path keys = Files.writeString(folder.resolve("admin.keys"), "jo " + ADMIN_KEY + "\n");
        String[] flags = {
            "--database=" + postgres.getJdbcUrl("postgres", "live"),
            "--sandbox-database=" + postgres.getJdbcUrl("postgres", "sandbox"),
            "--max-staleness=" + MAX_STALENESS.toMillis() + "ms",
            "--admin-key-file=" + keys
        };
        nodes = List.of(Service.over(ADMIN_KEY, flags), Service.over(ADMIN_KEY, flags), Service.over(ADMIN_KEY, flags));
    }

    @AfterAll
    static void stop() throws IOException {
        nodes.forEach(Service::close);
        postgres.close();
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
            long revokedAt = System.nanoTime();

            assertThat(first.with(key, "GET", "/api/v1/agents", null).status())
                    .as("the node that revoked obeys at once")
                    .isEqualTo(401);
            for (Service node : nodes) {
                obeys(node, key, revokedAt);
            }
        }
    }

    /** Asks until refused: no request that was sent later than the promise says may pass. */
    private static void obeys(Service node, String key, long revokedAt) {
        long sentAt = System.nanoTime();
        while (node.with(key, "GET", "/api/v1/agents", null).status() != 401) {
            assertThat(Duration.ofNanos(sentAt - revokedAt)).isLessThan(MAX_STALENESS);
            sentAt = System.nanoTime();
        }
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
        long suspendedAt = System.nanoTime();

        nodes.forEach(node -> obeys(node, key, suspendedAt));
    }
}
