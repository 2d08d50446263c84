package io.keystile.examples.mandateapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** {@code --client-tenancy on}: a client's key in the place of its one principal. */
class ClientTenancyTest {
    @Test
    void on_oneOrNoneOrSeveralPrincipals() {
        try (Service service = Service.start("--client-tenancy=on")) {
            String key = Service.key(service.client("live", ""));
            service.with(key, "GET", "/api/v1/agents", null).expect(401);
            JsonNode principal = service.principal(key, "");
            JsonNode answer =
                    service.with(key, "GET", "/api/v1/agents", null).expect(200).json();
            assertThat(answer.at("/caller/owner")).isEqualTo(principal.at("/principal/id"));
            assertThat(answer.at("/caller/plane").textValue()).isEqualTo("principal");
            service.principal(key, "");
            service.with(key, "GET", "/api/v1/agents", null).expect(401);
        }
    }

    @Test
    void off_isNoPrincipal() {
        try (Service service = Service.start()) {
            String key = Service.key(service.client("live", ""));
            service.principal(key, "");
            service.with(key, "GET", "/api/v1/agents", null).expect(401);
        }
    }
}
