package io.keystile.examples.mandateapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keystile.key.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An onboarding whose database is gone at any of its statements: all of it is there afterwards, or nothing. */
class CutOnboardingTest {
    private static final String BODY =
            "{\"principal\":{\"name\":\"P\"},\"agent\":{\"name\":\"A\"},\"mandate\":{\"name\":\"M\"}}";
    private static final int MOST_POINTS = 200;

    @TempDir
    Path folder;

    @Test
    void cutAnywhere_leavesAllOrNothing() throws Exception {
        CutDriver.register();
        String adminKey = "an-operators-key-of-enough-length";
        Path keys = Files.writeString(folder.resolve("admin.keys"), adminKey + "\n");
        try (Service service = Service.over(
                adminKey,
                "--database=" + CutDriver.PREFIX + "h2:mem:cut_live;DB_CLOSE_DELAY=-1",
                "--sandbox-database=" + CutDriver.PREFIX + "h2:mem:cut_sandbox;DB_CLOSE_DELAY=-1",
                "--admin-key-file=" + keys,
                "--oauth=off")) {
            int done = 0;
            int cut = 0;
            for (int point = 0; done == 0; point++) {
                assertThat(point).isLessThan(MOST_POINTS);
                if (onboardCutAt(service, point)) {
                    done++;
                } else {
                    cut++;
                }
            }
            assertThat(cut).as("points at which it was cut").isGreaterThan(10);
        }
    }

    /** Whether there was no such point any more. */
    private static boolean onboardCutAt(Service service, int point) {
        JsonNode client = service.client("live", "");
        String id = client.at("/client/id").textValue();
        // Known by now, so that no look-up of the key stands between.
        service.with(Service.key(client), "GET", "/api/v1/nothing", null).expect(404);

        CutDriver.cutAt(point);
        Service.Reply reply = service.send(
                "POST", "/api/v1/onboard", BODY, "X-API-Key", Service.key(client), "Idempotency-Key", "once");
        boolean cut = !CutDriver.isStillArmed();
        CutDriver.never();

        int principals = service.server.principals(Environment.LIVE, id).size();
        int credentials = service.admin("GET", "/credentials?tenant=" + id, null)
                        .expect(200)
                        .json()
                        .path("credentials")
                        .size()
                - 1;
        assertThat(credentials).as("cut at " + point).isEqualTo(principals).isLessThanOrEqualTo(1);
        // What is only tidied up on the way may fail without the request's noticing.
        assertThat(reply.status()).as("cut at " + point).isIn(cut ? new Object[] {503, 201} : new Object[] {201});
        if (reply.status() == 201) {
            assertThat(principals).as("cut at " + point).isEqualTo(1);
        }
        // Asked again with the same key, it is there once, whether it was before or not.
        service.send("POST", "/api/v1/onboard", BODY, "X-API-Key", Service.key(client), "Idempotency-Key", "once")
                .expect(201);
        assertThat(service.server.principals(Environment.LIVE, id)).hasSize(1);
        return !cut;
    }
}
