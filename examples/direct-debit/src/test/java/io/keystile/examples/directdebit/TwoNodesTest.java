package io.keystile.examples.directdebit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two servers over the same two databases. */
class TwoNodesTest {
    private static final String MANDATES = "{\"scopes\":[\"mandates:read\",\"mandates:write\"]}";

    private static Service first;
    private static Service second;

    @BeforeAll
    static void start() {
        String[] flags = {"--database", PostgresServer.newDatabase(), "--sandbox-database", PostgresServer.newDatabase()
        };
        first = Service.start(flags);
        second = Service.start(flags);
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    @Test
    void keyOfOne_worksOnTheOther_andSoDoesWhatItWrites() {
        JsonNode key = first.issue(first.bob(), MANDATES);

        Reply suspended =
                first.post("/api/trpc/mandates.suspend", "{\"id\":\"mnd_1_live_org_b\"}", Service.bearer(key));

        assertThat(suspended.data().at("/item/status").textValue()).isEqualTo("suspended");
        assertThat(second.get("/api/trpc/mandates.list", Service.bearer(key))
                        .data()
                        .at("/items/0"))
                .isEqualTo(suspended.data().path("item"));
    }

    @Test
    void issuedOnOne_repeatedOnTheOther_isOneKey() {
        Reply issued = first.post("/api/keys", MANDATES, Lines.of(first.alice(), "Idempotency-Key", "two-nodes"));

        Reply again = second.post("/api/keys", MANDATES, Lines.of(second.alice(), "Idempotency-Key", "two-nodes"));

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().path("credential")).isEqualTo(issued.json().path("credential"));
        assertThat(again.json().has("api_key")).isFalse();
    }

    @Test
    void firstRequestsOfAnOrganisationAtOnce_installTheSampleOnce() throws Exception {
        List<Service> nodes = List.of(first, second);
        String[][] sessions = {first.alice(), second.alice()};
        CyclicBarrier together = new CyclicBarrier(6);
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                int node = i % 2;
                replies.add(threads.submit(() -> {
                    together.await(60, TimeUnit.SECONDS);
                    return nodes.get(node).get("/api/trpc/mandates.list", sessions[node]);
                }));
            }
            for (Future<Reply> reply : replies) {
                Reply there = reply.get(60, TimeUnit.SECONDS);
                assertThat(there.status()).as(there.body()).isEqualTo(200);
                assertThat(there.data().path("items")).hasSize(4);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
