package io.keystile.examples.directdebit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final String LIST = "/api/trpc/mandates.list";
    private static final String TWO = "/api/trpc/mandates.list,mandates.list?batch=1";

    @Test
    void organisation_isHeldToItsLimit_overAllItsKeys_andToldSo() {
        try (Service service = Service.start("--rate-limit", "4/1h")) {
            String[] alice = service.alice();
            JsonNode one = service.issue(alice, "{\"scopes\":[\"mandates:read\"]}");
            JsonNode two = service.issue(alice, "{\"scopes\":[\"mandates:read\"]}");
            JsonNode bobs = service.issue(service.bob(), "{\"scopes\":[\"mandates:read\"]}");

            assertThat(service.get(LIST, "Authorization", "Bearer nobody").status())
                    .isEqualTo(401);
            Reply first = service.get(LIST, Service.bearer(one));
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.header("ratelimit-policy")).isEqualTo("\"4-per-1h\";q=4;w=3600");
            assertThat(first.header("ratelimit")).isEqualTo("\"4-per-1h\";r=3;t=900");
            assertThat(service.get(TWO, Service.bearer(two)).header("ratelimit"))
                    .startsWith("\"4-per-1h\";r=1");
            Reply over = service.get(TWO, Service.bearer(one));
            assertThat(over.status()).isEqualTo(429);
            assertThat(Integer.parseInt(over.header("retry-after"))).isBetween(850, 900);
            assertThat(service.get(LIST, Service.bearer(two)).status()).isEqualTo(200);
            assertThat(service.get(LIST, Service.bearer(one)).status()).isEqualTo(429);

            assertThat(service.get(LIST, alice).status()).isEqualTo(200);
            assertThat(service.get(LIST, Service.bearer(bobs)).status()).isEqualTo(200);
        }
    }

    @Test
    void refusedScope_spendsOne_andItsAnswerTellsNothing() {
        try (Service service = Service.start("--rate-limit", "2/1h")) {
            JsonNode key = service.issue(service.alice(), "{\"scopes\":[\"alerts:read\"]}");
            Reply forbidden = service.get(TWO, Service.bearer(key));
            assertThat(forbidden.status()).isEqualTo(403);
            assertThat(forbidden.headers()).doesNotContainKeys("ratelimit", "ratelimit-policy");
            assertThat(service.get(LIST, Service.bearer(key)).status()).isEqualTo(403);
            assertThat(service.get(LIST, Service.bearer(key)).status()).isEqualTo(429);
        }
    }

    @Test
    void redisThatIsAway_letsRequestsOn() {
        try (Service service = Service.start("--rate-limit", "1/1h", "--redis", "redis://127.0.0.1:1")) {
            JsonNode key = service.issue(service.alice(), "{\"scopes\":[\"mandates:read\"]}");
            for (int i = 0; i < 5; i++) {
                assertThat(service.get(LIST, Service.bearer(key)).status()).isEqualTo(200);
            }
        }
    }
}
