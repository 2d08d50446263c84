package io.keystile.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.keystile.authn.Reason;
import io.keystile.key.Environment;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.testkit.LogCapture;
import io.keystile.testkit.ManualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys from a file: what is taken, what is refused, and how one gives way to the next. */
final class SigningKeysTest {
    private static final String AUTHORIZE = "/api/v1/authorize";

    @TempDir
    private Path folder;

    private Path file = Path.of("");
    private final ManualTime time = ManualTime.start();
    private final JWK live = ec();
    private final JWK sandbox = ec();

    @BeforeEach
    void nameFile() {
        file = folder.resolve("keys.json");
    }

    private static JWK ec() {
        return ec(Curve.P_256);
    }

    private static JWK ec(Curve curve) {
        try {
            return new ECKeyGenerator(curve).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, Object> entry(JWK key, String environment) {
        Map<String, Object> entry = new LinkedHashMap<>(key.toJSONObject());
        entry.put("env", environment);
        return entry;
    }

    private static Map<String, Object> entry(JWK key, String environment, String name, Object value) {
        Map<String, Object> entry = entry(key, environment);
        entry.put(name, value);
        return entry;
    }

    private void write(Object... keys) {
        writeText(JSONObjectUtils.toJSONString(Map.of("keys", List.of(keys))));
    }

    private void writeText(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SigningKeys read() {
        return new SigningKeys(file, null, time, null);
    }

    private String signerOf(SigningKeys keys) {
        return Objects.requireNonNull(keys.current().signer(Environment.LIVE, time.instant()))
                .id();
    }

    private static String id(JWK key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private void refused(String problem) {
        assertThatThrownBy(this::read)
                .isInstanceOf(KeyFileException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(problem)
                .satisfies(e -> assertThat(e.toString())
                        .doesNotContain(live.toECKey().getD().toString()))
                .hasNoCause();
    }

    @Test
    void keysOfAllThreeAlgorithms_signAndCheck() throws Exception {
        write(
                entry(new RSAKeyGenerator(2048).generate(), "live"),
                entry(Ed25519.generate(new SecureRandom()), "sandbox", "alg", "Ed25519"),
                entry(live, "live", "alg", "ES256"));
        KeySet keys = read().current();

        byte[] text = {1, 2, 3};
        for (Environment environment : Environment.values()) {
            TokenKey signer = Objects.requireNonNull(keys.signer(environment, time.instant()));
            assertThat(signer.verifies(text, signer.sign(text))).isTrue();
            assertThat(signer.verifies(new byte[] {1, 2, 4}, signer.sign(text))).isFalse();
        }
        assertThat(keys.size()).isEqualTo(3);
    }

    @Test
    void idIsTheThumbprint_whateverTheFileSays() {
        write(entry(live, "live", "kid", "mine"), entry(sandbox, "sandbox"));

        assertThat(signerOf(read())).isEqualTo(id(live));
    }

    @Test
    void keyThatIsNotFit_isNamedByItsPlace() throws Exception {
        write(entry(live, "live"), entry(ec(Curve.P_384), "sandbox"));
        refused("keys[1] must be an EC key on P-256");
        write(Map.of("kty", "oct", "k", "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0", "env", "live"));
        refused("keys[0] must be an EC key on P-256");
        write(entry(new RSAKeyGenerator(1024, true).generate(), "live"));
        refused("keys[0] is an RSA key of 1024 bits");
        write(live.toJSONObject());
        refused("keys[0] must have \"env\":\"live\" or \"env\":\"sandbox\"");
        write(entry(live, "staging"));
        refused("keys[0] must have");
        write(entry(live, "live", "alg", "RS256"));
        refused("keys[0] has an 'alg'");
        write(entry(live, "live", "use", "enc"));
        refused("keys[0] has a 'use'");
        write(entry(live, "live", "exp", 2_000_000_000));
        refused("keys[0] has 'exp'");
        write(entry(live, "live", "nbf", "tomorrow"));
        refused("keys[0]");
        write(entry(live, "live", "x", "AAAA"));
        refused("keys[0]");
        write(entry(live, "live", "d", ec().toECKey().getD().toString()));
        refused("keys[0] ");
    }

    @Test
    void keyThatIsThereTwice_isRefused_andOneForBothEnvironmentsToo() {
        write(entry(live, "live"), entry(live, "live"));
        refused("keys[1] is there twice");
        write(entry(live, "live"), entry(live.toPublicJWK(), "sandbox"));
        refused("keys[1] is there twice, for both environments");
    }

    @Test
    void fileThatIsNone_isRefused() {
        refused("can't be read: NoSuchFileException");
        for (String text : List.of("", "[]", "{", "{\"keys\":1}", "{\"keys\":[],\"keys\":[]}", "{\"keys\":[1]}")) {
            writeText(text);
            refused("");
        }
    }

    @Test
    void nextKey_isPublishedBeforeItSigns_andTheOldOneStaysPublished() {
        JWK next = ec();
        long start = time.instant().plusSeconds(600).getEpochSecond();
        write(entry(live, "live"), entry(next, "live", "nbf", start), entry(sandbox, "sandbox"));
        SigningKeys keys = read();

        assertThat(keys.current().find(id(next))).isNotNull();
        time.advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(signerOf(keys)).isEqualTo(id(live));
        time.advance(Duration.ofMillis(1));
        assertThat(signerOf(keys)).isEqualTo(id(next));
        assertThat(keys.current().find(id(live))).isNotNull();
    }

    @Test
    void withoutTimes_theFirstPrivateKeySigns() {
        JWK old = ec();
        write(entry(old.toPublicJWK(), "live"), entry(live, "live"), entry(ec(), "live"), entry(sandbox, "sandbox"));

        assertThat(signerOf(read())).isEqualTo(id(live));
    }

    @Test
    void rotation_endsNoTokenUntilTheOldKeyIsRemoved() {
        write(entry(live, "live"), entry(sandbox, "sandbox"));
        try (OAuthFixture service = OAuthFixture.with(read())) {
            IssuedKey key = service.issue();
            String old = service.token(key);
            assertThat(service.reason(AUTHORIZE, old)).isNull();

            JWK next = ec();
            write(entry(next, "live"), entry(live.toPublicJWK(), "live"), entry(sandbox, "sandbox"));
            service.keys.reread();
            String young = service.token(key);
            assertThat(service.reason(AUTHORIZE, old)).isNull();
            assertThat(service.reason(AUTHORIZE, young)).isNull();

            write(entry(next, "live"), entry(sandbox, "sandbox"));
            service.keys.reread();
            assertThat(service.reason(AUTHORIZE, old)).isEqualTo(Reason.BAD_TOKEN);
            assertThat(service.reason(AUTHORIZE, young)).isNull();
        }
    }

    @Test
    void keyThatComesLater_makesTokensGoodThatWereRefusedBefore() {
        JWK foreign = ec();
        write(entry(live, "live"), entry(sandbox, "sandbox"));
        Path elsewhere = folder.resolve("elsewhere.json");
        try (OAuthFixture service = OAuthFixture.with(read())) {
            Files.writeString(
                    elsewhere,
                    JSONObjectUtils.toJSONString(
                            Map.of("keys", List.of(entry(foreign, "live"), entry(sandbox, "sandbox")))));
            SigningKeys others = new SigningKeys(elsewhere, null, time, null);
            JwtAccessTokens tokens = JwtAccessTokens.builder(others)
                    .issuer(OAuthFixture.ISSUER)
                    .audience(OAuthFixture.AUDIENCE)
                    .build();
            TokenEndpoint endpoint =
                    TokenEndpoint.builder(service.keystile, tokens).build();
            String token = String.valueOf(
                    OAuthFixture.json(OAuthFixture.post(endpoint, OAuthFixture.form(service.issue(), Map.of())))
                            .get("access_token"));
            assertThat(service.reason(AUTHORIZE, token)).isEqualTo(Reason.BAD_TOKEN);

            write(entry(live, "live"), entry(foreign.toPublicJWK(), "live"), entry(sandbox, "sandbox"));
            service.keys.reread();
            assertThat(service.reason(AUTHORIZE, token)).isNull();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void keyRemovedWhileTokensAreChecked_leavesNoneGoodAfterwards() throws Exception {
        for (int round = 0; round < 5; round++) {
            write(entry(live, "live"), entry(sandbox, "sandbox"));
            try (OAuthFixture service = OAuthFixture.with(read())) {
                String token = service.token(service.issue());
                AtomicBoolean over = new AtomicBoolean();
                Thread checking = new Thread(() -> {
                    while (!over.get()) {
                        service.tokens.verify(token, () -> {});
                    }
                });
                checking.start();
                write(entry(sandbox, "sandbox"));
                service.keys.reread();
                for (int use = 0; use < 100; use++) {
                    assertThat(service.tokens.verify(token, () -> {})).isNull();
                }
                over.set(true);
                checking.join();
                assertThat(service.tokens.verify(token, () -> {})).isNull();
            }
        }
    }

    @Test
    void brokenFile_keepsTheKeysBefore_andSaysSo() {
        write(entry(live, "live"), entry(sandbox, "sandbox"));
        SigningKeys keys = read();
        KeySet before = keys.current();
        time.advance(Duration.ofSeconds(1));
        try (LogCapture log = LogCapture.start()) {
            writeText(JSONObjectUtils.toJSONString(Map.of("keys", List.of(entry(live, "live"))))
                    .substring(1));
            keys.reread();
            keys.reread();

            assertThat(keys.current()).isSameAs(before);
            assertThat(keys.health().problem()).startsWith(file + ": ");
            assertThat(keys.health().readAt()).isEqualTo(time.instant().minusSeconds(1));
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("The signing keys stay as they were"))
                    .hasSize(1);
            assertThat(log.lines())
                    .noneMatch(line -> line.contains(live.toECKey().getD().toString()));
        }
        write(entry(live, "live"), entry(sandbox, "sandbox"));
        keys.reread();
        assertThat(keys.health().problem()).isNull();
        assertThat(keys.health().readAt()).isEqualTo(time.instant());
    }

    @Test
    void fileTakenAway_keepsTheKeysBefore() throws Exception {
        write(entry(live, "live"), entry(sandbox, "sandbox"));
        SigningKeys keys = read();
        Files.delete(file);
        keys.reread();

        assertThat(signerOf(keys)).isEqualTo(id(live));
        assertThat(keys.health().problem()).contains("can't be read");
    }

    @Test
    void environmentWithoutASigner_showsInHealth() {
        write(entry(live.toPublicJWK(), "live"), entry(sandbox, "sandbox"));

        assertThat(read().health().problem()).isEqualTo("no key signs for LIVE");
    }

    @Test
    void readingThatIsOverdue_isMadeUpForByTheNextToken() {
        AtomicLong nanos = new AtomicLong();
        Duration every = Duration.ofHours(1);
        write(entry(live, "live"), entry(sandbox, "sandbox"));
        try (SigningKeys keys = new SigningKeys(file, null, time, every, nanos::get)) {
            JWK next = ec();
            write(entry(next, "live"), entry(sandbox, "sandbox"));

            nanos.set(every.toNanos());
            assertThat(keys.current().find(id(live))).isNotNull();
            nanos.incrementAndGet();
            assertThat(keys.current().find(id(live))).isNull();
            assertThat(keys.current().find(id(next))).isNotNull();
        }
    }

    @Test
    void fromFile_readsAgainByItself_untilClosed() throws Exception {
        write(entry(live, "live"), entry(sandbox, "sandbox"));
        try (SigningKeys keys = SigningKeys.fromFile(file, Duration.ofMillis(50))) {
            JWK next = ec();
            Path written = folder.resolve("next.json");
            Files.writeString(
                    written,
                    JSONObjectUtils.toJSONString(
                            Map.of("keys", List.of(entry(next, "live"), entry(sandbox, "sandbox")))));
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (keys.current().find(id(next)) == null && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(keys.current().find(id(next))).isNotNull();
        }
        assertThatThrownBy(() -> SigningKeys.fromFile(file, Duration.ofMillis(49)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rereadEvery");
    }

    @Test
    void madeForThisProcess_isOneKeyForEachEnvironment() {
        for (TokenAlgorithm algorithm : TokenAlgorithm.values()) {
            try (OAuthFixture service = OAuthFixture.with(SigningKeys.madeForThisProcess(algorithm))) {
                String token = service.token(service.issue());
                assertThat(service.reason(AUTHORIZE, token)).isNull();
                assertThat(service.keys.current().size()).isEqualTo(2);
                List<String> prints = new ArrayList<>();
                for (Environment environment : Environment.values()) {
                    TokenKey key = Objects.requireNonNull(service.keys.current().signer(environment, time.instant()));
                    prints.add(key.id());
                    assertThat(key.document()).doesNotContainKeys("d", "p", "q", "dp", "dq", "qi");
                }
                assertThat(prints).doesNotHaveDuplicates();
            }
        }
    }
}
