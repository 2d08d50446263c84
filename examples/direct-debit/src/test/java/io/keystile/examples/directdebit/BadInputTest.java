package io.keystile.examples.directdebit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input names its field, and nothing is made of it. */
class BadInputTest {
    private static Service service;
    private static String[] session;

    @BeforeAll
    static void start() {
        service = Service.start();
        session = service.alice();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}| scopes",
                "{'scopes':[]}| scopes",
                "{'scopes':null}| scopes",
                "{'scopes':'mandates:read'}| scopes",
                "{'scopes':[1]}| scopes",
                "{'scopes':[null]}| scopes",
                "{'scopes':{}}| scopes",
                "{'scopes':['']}| scopes",
                "{'scopes':['*']}| scopes",
                "{'scopes':['mandates:read','*']}| scopes",
                "{'scopes':['mandates']}| scopes",
                "{'scopes':['MANDATES:READ']}| scopes",
                "{'scopes':['mandates:read,mandates:write']}| scopes",
                "{'scopes':['mandates:read'],'environment':'test'}| environment",
                "{'scopes':['mandates:read'],'environment':null}| environment",
                "{'scopes':['mandates:read'],'environment':1}| environment",
                "{'scopes':['mandates:read'],'ip_allowlist':null}| ip_allowlist",
                "{'scopes':['mandates:read'],'ip_allowlist':'127.0.0.1'}| ip_allowlist",
                "{'scopes':['mandates:read'],'ip_allowlist':['10.0.0.1/8']}| ip_allowlist",
                "{'scopes':['mandates:read'],'ip_allowlist':['localhost']}| ip_allowlist",
                "{'scopes':['mandates:read'],'ip_allowlist':['10.0.0.0/8','010.0.0.1']}| ip_allowlist",
                "{'scopes':['mandates:read'],'ip_allowlist':['']}| ip_allowlist",
                "{'scopes':['mandates:read'],'expires_at':'2020-01-01T00:00:00Z'}| expires_at",
                "{'scopes':['mandates:read'],'expires_at':'2026-11-22T12:00:00Z'}| expires_at",
                "{'scopes':['mandates:read'],'expires_at':'2030-01-01'}| expires_at",
                "{'scopes':['mandates:read'],'expires_at':'2030-02-30T00:00:00Z'}| expires_at",
                "{'scopes':['mandates:read'],'expires_at':'2030-01-01T00:00:00'}| expires_at",
                "{'scopes':['mandates:read'],'expires_at':1900000000}| expires_at",
                "{'scopes':['mandates:read'],'label':'x'}| label",
                "{'scopes':['mandates:read'],'owner':'org_b'}| owner",
                "{'scopes':['mandates:read'],'scopes':['alerts:read']}|",
                "{'scopes':['mandates:read']} {}|",
                "{'scopes':['mandates:read']|",
                "{scopes:['mandates:read']}|",
                "['mandates:read']|",
                "null|",
                "`not JSON`|",
                "``|",
            })
    void issuing(String body, String field) {
        refused("/api/keys", body, field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}| grace_seconds",
                "{'grace_seconds':-1}| grace_seconds",
                "{'grace_seconds':2592001}| grace_seconds",
                "{'grace_seconds':9223372036854775807}| grace_seconds",
                "{'grace_seconds':9223372036854775808}| grace_seconds",
                "{'grace_seconds':1e99}| grace_seconds",
                "{'grace_seconds':1.5}| grace_seconds",
                "{'grace_seconds':'60'}| grace_seconds",
                "{'grace_seconds':null}| grace_seconds",
                "{'grace_seconds':60,'end_previous':'true'}| end_previous",
                "{'grace_seconds':60,'end_previous':null}| end_previous",
                "{'grace_seconds':60,'grace':1}| grace",
                "`not JSON`|",
                "``|",
            })
    void rotating(String body, String field) {
        JsonNode issued = service.issue(session, "{\"scopes\":[\"mandates:read\"]}");

        refused(Service.path(issued, "rotate"), body, field);

        assertThat(service.get("/api/trpc/mandates.list", Service.bearer(issued))
                        .status())
                .isEqualTo(200);
    }

    private static void refused(String path, String body, String field) {
        int before =
                service.get("/api/keys", session).json().path("credentials").size();

        Reply reply = service.post(path, body.replace('\'', '"'), session);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
        assertThat(reply.json().path("field").textValue()).isEqualTo(field);
        assertThat(reply.json().path("detail").textValue()).startsWith(field == null ? "" : field);
        assertThat(service.get("/api/keys", session).json().path("credentials")).hasSize(before);
    }

    /** RFC 8259 §8.1: UTF-8, and nothing else. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "ISO-8859-1"})
    void bodyInAnotherEncoding_refused(String charset) {
        byte[] body = "{\"scopes\":[\"mandates:read\",\"\u00e4\"]}".getBytes(Charset.forName(charset));

        Reply reply = service.post("/api/keys", body, session);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("detail").textValue()).startsWith("must be JSON");
    }

    @Test
    void hugeBody_refusedUnread() {
        Reply reply = service.post("/api/keys", "{\"scopes\":[\"" + "x".repeat(70_000) + "\"]}", session);

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
    }

    @Test
    void longestGraceAndFieldsThatMayBeNull_accepted() {
        JsonNode issued =
                service.issue(session, "{\"scopes\":[\"mandates:read\"],\"expires_at\":null,\"ip_allowlist\":[]}");

        assertThat(service.post(Service.path(issued, "rotate"), "{\"grace_seconds\":2592000}", session)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void unknownFieldThatLooksLikeAKey_isNotToldBack() {
        String key = service.issue(session, "{\"scopes\":[\"mandates:read\"]}")
                .path("api_key")
                .textValue();

        Reply reply = service.post("/api/keys", "{\"" + key + "\":1}", session);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).doesNotContain(key);
    }
}
