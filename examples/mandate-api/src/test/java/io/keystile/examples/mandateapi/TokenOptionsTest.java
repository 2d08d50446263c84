package io.keystile.examples.mandateapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.keystile.examples.common.FlagException;
import io.keystile.examples.common.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The flags of OAuth2. */
class TokenOptionsTest {
    private static final String[] DATABASES = {
        "--database=jdbc:h2:mem:options_live", "--sandbox-database=jdbc:h2:mem:options_sandbox"
    };

    @TempDir
    Path folder;

    private static String[] withDatabases(String... more) {
        String[] all = new String[DATABASES.length + more.length];
        System.arraycopy(DATABASES, 0, all, 0, DATABASES.length);
        System.arraycopy(more, 0, all, DATABASES.length, more.length);
        return all;
    }

    @Test
    void databaseWithoutTokenKeys_isRefused_unlessOAuthIsOff() {
        String admin = "--admin-key-file=" + Nodes.adminKeyFile(folder);

        assertThatThrownBy(() -> Options.parse(withDatabases(admin)))
                .isInstanceOf(FlagException.class)
                .hasMessage("--token-keys: is needed beside --database, or --oauth off: keys made at start are for"
                        + " demonstrations, and no other node knows them");
        assertThat(Options.parse(withDatabases(admin, "--oauth=off")).tokens()).isNull();
        assertThat(Options.parse(withDatabases(admin, "--token-keys=x")).tokens())
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "--oauth=yes,--oauth: must be on or off",
        "--token-ttl=0s,--token-ttl: must be 1s to 1d",
        "--token-ttl=25h,--token-ttl: must be 1s to 1d",
        "--token-ttl=3600,'--token-ttl: must be a number with ms, s, m, h or d, such as 500ms'",
    })
    void badValue_isRefused_alsoWithOAuthOff(String flag, String message) {
        assertThatThrownBy(() -> Options.parse(flag))
                .isInstanceOf(FlagException.class)
                .hasMessage(message);
        if (!flag.startsWith("--oauth")) {
            assertThatThrownBy(() -> Options.parse("--oauth=off", flag)).isInstanceOf(FlagException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://api.example", "https://api.example/?q", "api.example", ""})
    void badIssuer_isRefusedAtStart(String issuer) {
        assertThatThrownBy(() -> Service.start("--issuer=" + issuer))
                .isInstanceOf(FlagException.class)
                .hasMessageStartingWith("--issuer: access tokens: issuer: is '" + issuer + "' for LIVE, must be a URL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"keys\":{}}",
                "{\"keys\":[{\"kty\":\"EC\"}]}",
                "{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0c2VjcmV0c2VjcmV0\",\"env\":\"live\"}]}",
            })
    void unfitKeys_areRefusedAtStart_inOneLineWithoutThem(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), content);

        assertThatThrownBy(() -> Service.start("--token-keys=" + file))
                .isInstanceOf(FlagException.class)
                .hasMessageStartingWith("--token-keys: " + file + ": ")
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("c2VjcmV0");
    }

    @Test
    void keysThatDoNotSignYet_areRefusedAtStart() throws Exception {
        Instant later = Instant.now().plus(Duration.ofHours(1));
        Path file = Files.writeString(folder.resolve("keys"), MakeTokenKeys.set(later));

        assertThatThrownBy(() -> Service.start("--token-keys=" + file))
                .isInstanceOf(FlagException.class)
                .hasMessage("--token-keys: " + file + ": no key signs for LIVE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "sandbox"})
    void keysOfOneEnvironment_areRefusedAtStart(String environment) throws Exception {
        Map<String, Object> key = TokenKeyFile.key("ES256", environment);
        Path file =
                Files.writeString(folder.resolve("keys"), JSONObjectUtils.toJSONString(Map.of("keys", List.of(key))));

        assertThatThrownBy(() -> Service.start("--token-keys=" + file))
                .isInstanceOf(FlagException.class)
                .hasMessage("--token-keys: " + file + ": must have a key for each environment");
    }

    @Test
    void missingFile_isRefusedAtStart() {
        assertThatThrownBy(() -> Service.start("--token-keys=" + folder.resolve("nowhere")))
                .isInstanceOf(FlagException.class)
                .hasMessageContaining("can't be read");
    }

    /** Nodes with one file are one issuer, whatever port each is on. */
    @Test
    void issuer_isTheServersOwnAddress_orThatOfAllNodesWithOneFile() {
        String file = "--token-keys=" + TokenKeyFile.write(folder.resolve("keys"), TokenKeyFile.Pair.es256());
        try (Service alone = Service.start();
                Service one = Service.start(file);
                Service other = Service.start(file);
                Service named = Service.start(file, "--issuer=https://auth.example/mandates")) {
            assertThat(claims(alone, "iss", "aud"))
                    .containsExactly(alone.server.origin(), alone.server.origin() + "/api");
            assertThat(claims(one, "iss", "aud"))
                    .containsExactly("https://api.mandatelabs.ai", "https://api.mandatelabs.ai/api")
                    .isEqualTo(claims(other, "iss", "aud"));
            assertThat(claims(named, "iss", "aud"))
                    .containsExactly("https://auth.example/mandates", "https://auth.example/mandates/api");
            JsonNode metadata = named.send("GET", "/.well-known/oauth-authorization-server/mandates", null)
                    .expect(200)
                    .json();
            assertThat(metadata.path("token_endpoint").textValue())
                    .isEqualTo("https://auth.example/mandates/oauth/token");
        }
    }

    @Test
    void madeKeys_areFit() throws Exception {
        Path file = Files.writeString(folder.resolve("keys"), MakeTokenKeys.set(null));
        try (Service service = Service.start("--token-keys=" + file)) {
            assertThat(claims(service, "env")).containsExactly("live");
        }
    }

    private static List<String> claims(Service service, String... names) {
        String token = service.token(service.principal(Service.key(service.client("live", "")), ""));
        byte[] payload = Base64.getUrlDecoder()
                .decode(token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'))
                        .getBytes(StandardCharsets.US_ASCII));
        JsonNode claims = Json.parse(payload);
        return List.of(names).stream()
                .map(name -> claims.path(name).textValue())
                .toList();
    }
}
