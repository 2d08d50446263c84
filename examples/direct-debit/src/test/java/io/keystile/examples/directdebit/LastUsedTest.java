package io.keystile.examples.directdebit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keystile.credential.CredentialId;
import io.keystile.jdbc.JdbcCredentialStore;
import io.keystile.key.Environment;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class LastUsedTest {
    @Test
    void useThatWasNoted_isListed() {
        String live = "jdbc:h2:mem:" + UUID.randomUUID();
        try (Service service =
                Service.start("--database", live, "--sandbox-database", "jdbc:h2:mem:" + UUID.randomUUID())) {
            JsonNode issued = service.issue(service.alice(), "{\"scopes\":[\"mandates:read\"]}");
            JdbcDataSource database = new JdbcDataSource();
            database.setURL(live);
            try (JdbcCredentialStore store =
                    JdbcCredentialStore.over(database, Environment.LIVE).build()) {
                store.markUsed(Map.of(
                        new CredentialId(issued.at("/credential/id").textValue()),
                        Instant.parse("2026-11-22T11:58:00Z")));
            }

            assertThat(service.get("/api/keys", service.alice()).json().at("/credentials/0/last_used_at"))
                    .hasToString("\"2026-11-22T11:58:00Z\"");
            assertThat(service.post(Service.path(issued, "suspend"), "", service.alice())
                            .json()
                            .at("/credential/last_used_at"))
                    .hasToString("\"2026-11-22T11:58:00Z\"");
        }
    }
}
