package io.keystile.examples.directdebit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.testkit.RawAnswer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a router of several calls may run, and how it answers. */
class BatchTest {
    private static final String ID = "{\"id\":\"mnd_1_live_org_a\"}";

    private static Service service;
    private static String[] session;
    private static String[] reader;

    @BeforeAll
    static void start() {
        service = Service.start();
        session = service.alice();
        reader = Service.bearer(service.issue(session, "{\"scopes\":[\"mandates:read\"]}"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void batch_answeredByIndex() {
        Reply reply = service.post("/api/trpc/mandates.get,mandates.list?batch=1", "{\"0\":" + ID + "}", reader);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json()).hasSize(2);
        assertThat(reply.json().at("/0/result/data/item/id").textValue()).isEqualTo("mnd_1_live_org_a");
        assertThat(reply.json().at("/1/result/data/items")).hasSize(4);
    }

    @Test
    void batchOfOne_isAnArray() {
        assertThat(service.get("/api/trpc/mandates.list?batch=1", reader).json().isArray())
                .isTrue();
    }

    @Test
    void differingStatuses_are207() {
        Reply reply = service.get("/api/trpc/mandates.list,mandates.get?batch=1", reader);

        assertThat(reply.status()).isEqualTo(207);
        assertThat(reply.json().at("/1/error/data/code").textValue()).isEqualTo("BAD_REQUEST");
    }

    @Test
    void oneProcedureWithoutScope_nothingRuns() {
        String[] writer = Service.bearer(service.issue(session, "{\"scopes\":[\"mandates:write\"]}"));

        Reply reply = service.post(
                "/api/trpc/mandates.cancel,mandates.list?batch=1", "{\"0\":{\"id\":\"mnd_2_live_org_a\"}}", writer);

        assertThat(reply.status()).isEqualTo(403);
        Reply after = service.post("/api/trpc/mandates.get", "{\"id\":\"mnd_2_live_org_a\"}", session);
        assertThat(after.data().at("/item/status").textValue()).isEqualTo("active");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?batch", "?batch=0", "?batch=true", "?batch=+1", "?batch=0&batch=1", "?x=1;batch=1"})
    void namesWithoutTheFlag_areOneUnknownProcedure(String query) {
        Reply reply = service.get("/api/trpc/mandates.list,mandates.list" + query, reader);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().at("/error/data/path").textValue()).isEqualTo("mandates.list,mandates.list");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, mandates.cancel, 405, METHOD_NOT_SUPPORTED",
        "PUT, mandates.list, 405, METHOD_NOT_SUPPORTED",
        "DELETE, mandates.cancel, 405, METHOD_NOT_SUPPORTED",
        "GET, mandates.get, 400, BAD_REQUEST",
        "GET, mandates.get?input=%7B, 400, BAD_REQUEST",
        "GET, mandates.get?input=%7B%22id%22:1%7D, 400, BAD_REQUEST",
        "GET, 'mandates.get?input=%7B%22id%22:%22a%22,%22id%22:%22b%22%7D', 400, BAD_REQUEST",
        "GET, mandates.get?input=%7B%22id%22:%22x%22%7D, 404, NOT_FOUND",
        "GET, mandates.nope, 404, NOT_FOUND",
        "GET, mandates, 404, NOT_FOUND",
        "GET, Mandates.List, 404, NOT_FOUND",
        "GET, a/b, 404, NOT_FOUND",
    })
    void routersOwnErrors(String method, String rest, int status, String code) {
        Reply reply = service.send(method, "/api/trpc/" + rest, null, session);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().at("/error/data/code").textValue()).isEqualTo(code);
        assertThat(reply.json().at("/error/data/httpStatus").intValue()).isEqualTo(status);
        assertThat(reply.json().at("/error/code").intValue()).isNegative();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mandates.nope", "mandates", "Mandates.List", "a/b", "mandates.list,", ",mandates.list"})
    void unknownProcedure_byKey_forbidden(String rest) {
        assertThat(service.get("/api/trpc/" + rest + "?batch=1", reader).status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, 415",
        "application/jsonp, 415",
        "application/x-www-form-urlencoded, 415",
        "application/json, 200",
        "Application/JSON ;charset=UTF-8, 200"
    })
    void bodyByItsKind(String contentType, int status) {
        Reply reply = service.post("/api/trpc/mandates.list", "{}", "Content-Type", contentType, reader[0], reader[1]);

        assertThat(reply.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%ZZ", "%7B%22id%22:%22%FF%22%7D", "%C0%AF", "%"})
    void inputThatIsNoText_refusedWhereNoneIsNeededToo(String input) {
        RawAnswer answer = service.raw("GET /api/trpc/mandates.list?input=" + input + " HTTP/1.1\r\nHost: localhost\r\n"
                + reader[0] + ": " + reader[1] + "\r\n\r\n");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("BAD_REQUEST");
    }

    @Test
    void bodyThatIsNoUtf8_refused() {
        byte[] body = "{\"id\":\"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(service.post("/api/trpc/mandates.get", body, session).status())
                .isEqualTo(400);
    }

    @Test
    void hugeBody_refused() {
        assertThat(service.post("/api/trpc/mandates.list", " ".repeat(70_000), reader)
                        .status())
                .isEqualTo(413);
    }

    @Test
    void moreThanFifty_refusedToSessionsToo() {
        String names = "mandates.list,".repeat(50) + "mandates.list";

        assertThat(service.get("/api/trpc/" + names + "?batch=1", reader).status())
                .isEqualTo(403);
        assertThat(service.get("/api/trpc/" + names + "?batch=1", session).status())
                .isEqualTo(400);
    }
}
