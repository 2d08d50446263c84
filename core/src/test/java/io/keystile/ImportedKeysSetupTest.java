package io.keystile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.password4j.BcryptFunction;
import com.password4j.types.Bcrypt;
import io.keystile.authn.Granted;
import io.keystile.authn.SlowCheckLimits;
import io.keystile.credential.Access;
import io.keystile.credential.Credential;
import io.keystile.key.BouncyCastleSlowHashes;
import io.keystile.key.Environment;
import io.keystile.key.ImportedFormat;
import io.keystile.key.ImportedSamples;
import io.keystile.key.KeyFormat;
import io.keystile.lifecycle.KeyImport;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.request.FakeRequest;
import io.keystile.store.InMemoryCredentialStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Imported keys and times of last use, from the front door. */
class ImportedKeysSetupTest {
    private static final String KEY = "old_Ab3dEf7h.0123456789abcdefghijklmnopqrstuv";

    private final InMemoryCredentialStore store = new InMemoryCredentialStore();

    private KeystileBuilder complete() {
        return Keystile.builder()
                .keys(KeyFormat.withPrefix("acme"))
                .policy(AccessPolicy.builder()
                        .guard("/api")
                        .scope("/api/a", "a:read")
                        .build())
                .clientAddress(ClientAddress.peer())
                .clock(() -> Instant.parse("2026-03-01T12:00:30Z"))
                .store(Environment.LIVE, store);
    }

    @Test
    void importedKey_isLetInAndItsUseStoredAtTheEnd() {
        Credential imported;
        try (Keystile keystile = complete()
                .importedKeys(ImportedSamples.SLOW)
                .slowHashes(new BouncyCastleSlowHashes())
                .slowCheckLimits(new SlowCheckLimits(1, 1, 1, 1, Duration.ZERO))
                .build()) {
            String encoded = BcryptFunction.getInstance(Bcrypt.A, 4).hash(KEY).getResult();
            imported = keystile.credentials(Environment.LIVE)
                    .importKey(
                            NewCredential.principal("prn_1", "cli_1").access(Access.only("a:read")),
                            KeyImport.slow("old", "Ab3dEf7h", encoded));

            assertThat(isGranted(keystile, KEY.replace('v', 'w'))).isFalse();
            assertThat(isGranted(keystile, KEY)).isTrue();
            assertThat(isGranted(keystile, KEY)).isTrue();
            assertThat(keystile.redactor().redact(KEY)).isEqualTo("old_…stuv");
            assertThat(keystile.credentials(Environment.LIVE)
                            .get(imported.id())
                            .keys()
                            .current()
                            .slowHash())
                    .isNull();
        }

        assertThat(store.lastUsed(List.of(imported.id())))
                .containsEntry(imported.id(), Instant.parse("2026-03-01T12:00:00Z"));
    }

    @Test
    void slowHashesWithoutAVerifier_areNamed() {
        assertThat(problemsOf(complete().importedKeys(ImportedSamples.SLOW)))
                .singleElement()
                .asString()
                .startsWith("slowHashes: ")
                .contains("BouncyCastleSlowHashes");
        complete().importedKeys(ImportedSamples.FAST).build().close();
    }

    @Test
    void formatsThatReadOneTextInTwoWays_areNamed() {
        ImportedFormat likeOurs = ImportedFormat.named("likeours", Environment.LIVE)
                .literal("acme_")
                .secret(ImportedFormat.ALPHANUMERIC + "_", 43)
                .build();

        assertThat(problemsOf(complete().importedKeys(likeOurs)))
                .singleElement()
                .asString()
                .startsWith("importedKeys: imported format likeours: could not be told from keys of prefix acme");
    }

    @Test
    void intervalOutOfBounds_isNamed() {
        assertThat(problemsOf(complete().recordUsesEvery(Duration.ofMillis(999))))
                .singleElement()
                .asString()
                .startsWith("recordUsesEvery: is PT0.999S");
        assertThat(problemsOf(complete().recordUsesEvery(Duration.ofMinutes(61))))
                .hasSize(1);
        complete().recordUsesEvery(Duration.ofSeconds(1)).build().close();
    }

    private static boolean isGranted(Keystile keystile, String key) {
        return keystile.decide(FakeRequest.of("GET", "/api/a").with("Authorization", "Bearer " + key))
                instanceof Granted;
    }

    private static List<String> problemsOf(KeystileBuilder builder) {
        return catchThrowableOfType(ConfigurationException.class, builder::build)
                .problems();
    }
}
