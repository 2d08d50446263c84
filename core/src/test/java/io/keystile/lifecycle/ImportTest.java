package io.keystile.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.credential.Credential;
import io.keystile.credential.InvalidFieldException;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.StoredKey;
import io.keystile.key.Environment;
import io.keystile.key.ImportedFormat;
import io.keystile.key.ImportedSamples;
import io.keystile.key.KeyFormat;
import io.keystile.key.KeyFormats;
import io.keystile.key.KeyHash;
import io.keystile.key.SlowHash;
import io.keystile.key.SlowHashCost;
import io.keystile.store.KeyMatch;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportTest {
    private static final String BCRYPT = "$2b$04$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i";
    private static final KeyHash HASH = KeyHash.of("acme_0123456789abcdef");

    private static final ImportedFormat SLOW = ImportedSamples.slow("box", Environment.SANDBOX)
            .slowHashes(ImportedSamples.CHEAP, new SlowHashCost.Bcrypt(5))
            .build();

    private final Desk desk = new Desk();
    private final CredentialLifecycle lifecycle = new CredentialLifecycle(
            new LifecycleSetup(
                    Environment.SANDBOX,
                    KeyFormats.of(KeyFormat.withPrefix("acme")).importing(SLOW, ImportedSamples.SLOW),
                    desk.clock,
                    LifecycleLimits.defaults()),
            desk.store,
            Desk.JO);

    @Test
    void hexBase64AndBase64ForUrls_areOneHash() {
        byte[] bytes = HASH.toBytes();
        String[] texts = {
            HASH.toHex(),
            HASH.toHex().toUpperCase(Locale.ROOT),
            Base64.getEncoder().encodeToString(bytes),
            Base64.getEncoder().withoutPadding().encodeToString(bytes),
            Base64.getUrlEncoder().encodeToString(bytes),
            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)
        };
        for (String text : texts) {
            Credential imported = new Desk().lifecycle.importKey(Desk.asked(), KeyImport.sha256(text));

            assertThat(imported.keys().current().hash()).isEqualTo(HASH);
        }
    }

    @Test
    void importedKey_isFoundByItsHashAndItsEventSaysSo() {
        Credential imported =
                lifecycle.importKey(Desk.asked(), KeyImport.sha256(HASH.toHex()).endingIn("cdef"));

        KeyMatch match = Objects.requireNonNull(desk.store.findByKey(HASH));
        assertThat(match.credential()).isEqualTo(imported);
        assertThat(match.key()).isEqualTo(new StoredKey(HASH, "acme_…cdef", 1, null));
        assertThat(imported.issuedBy()).isEqualTo("operator:jo");
        LifecycleEvent event = desk.events(imported.id()).get(0);
        assertThat(event.kind()).isEqualTo(LifecycleEvent.Kind.IMPORTED);
        assertThat(event.actor()).isEqualTo(Desk.JO);
        assertThat(event.toString()).contains("acme_…cdef").doesNotContain(HASH.toHex());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "S3CRET",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85g",
                " 3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=",
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFX=",
                "47DEQpj8HBSa-/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuF==",
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFUA",
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSu\nU="
            })
    void textThatIsNoHash_namesTheFieldWithoutEcho(String text) {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> KeyImport.sha256(text))
                .withMessageNotContaining("S3CRET")
                .withMessageNotContaining("47DE")
                .withMessageNotContaining("e3b0")
                .satisfies(e -> assertThat(e.field()).isEqualTo("sha256"));
    }

    @Test
    void slowHash_isFoundByItsLookUpIdAlone() {
        Credential imported = lifecycle.importKey(
                Desk.asked(), KeyImport.slow("box", "Ab3dEf7h", BCRYPT).endingIn("9"));

        KeyHash lookUp = Objects.requireNonNull(SLOW.lookUpHashOfId("Ab3dEf7h"));
        StoredKey key = Objects.requireNonNull(desk.store.findByKey(lookUp)).key();
        assertThat(key).isEqualTo(new StoredKey(lookUp, "box_…9", 1, new SlowHash(BCRYPT), null));
        LifecycleEvent event = desk.events(imported.id()).get(0);
        assertThat(event.after()).containsEntry("slow_keys", "1");
        assertThat(event.toString()).doesNotContain(BCRYPT).doesNotContain(lookUp.toHex());
        assertThat(imported.toString()).doesNotContain(BCRYPT.substring(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ab3dEf7", "Ab3dEf7.", "S3CRET--"})
    void wrongLookUpId_namesTheFieldWithoutEcho(String id) {
        refused("look_up_id", KeyImport.slow("box", id, BCRYPT));
    }

    @Test
    void unknownFormat_isRefused() {
        refused("format", KeyImport.slow("S3CRET", "Ab3dEf7h", BCRYPT));
        refused("format", KeyImport.sha256(HASH.toHex()).inFormat("S3CRET"));
    }

    @Test
    void formatOfTheOtherEnvironment_isRefused() {
        refused("format", KeyImport.slow("old", "Ab3dEf7h", BCRYPT));
        refused("format", KeyImport.sha256(HASH.toHex()).inFormat("old"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "S3CRET",
                "$2b$31$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$2b$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$argon2id$v=19$m=4194304,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
            })
    void slowHashThatTheFormatDoesNotName_isRefusedWithoutEcho(String encoded) {
        refused("slow_hash", KeyImport.slow("box", "Ab3dEf7h", encoded));
    }

    @Test
    void everyCostThatTheFormatNames_isAccepted() {
        Credential imported =
                lifecycle.importKey(Desk.asked(), KeyImport.slow("box", "Ab3dEf7h", BCRYPT.replace("$04$", "$05$")));

        assertThat(imported.keys().current().slowHash()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "a b", "é", "\n"})
    void ending_isOneToFourVisibleCharacters(String ending) {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> KeyImport.sha256(HASH.toHex()).endingIn(ending))
                .satisfies(e -> assertThat(e.field()).isEqualTo("key_ending"));
    }

    @Test
    void sameKeyTwice_isAConflictAndNothingIsWritten() {
        lifecycle.importKey(Desk.asked(), KeyImport.sha256(HASH.toHex()));
        lifecycle.importKey(Desk.asked(), KeyImport.slow("box", "Ab3dEf7h", BCRYPT));

        assertThatThrownBy(() -> lifecycle.importKey(Desk.asked(), KeyImport.sha256(HASH.toHex())))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> lifecycle.importKey(Desk.asked(), KeyImport.slow("box", "Ab3dEf7h", BCRYPT)))
                .isInstanceOf(ConflictException.class);
        assertThat(lifecycle.ofTenant("cli_1")).hasSize(2);
    }

    @Test
    void expiry_isHeldToLikeAnIssues() {
        KeyImport key = KeyImport.sha256(HASH.toHex());

        assertThatThrownBy(() -> lifecycle.importKey(Desk.asked().expiresAt(desk.now()), key))
                .isInstanceOf(InvalidFieldException.class);
        assertThat(lifecycle
                        .importKey(Desk.asked().expiresAt(desk.now().plusMillis(1)), key)
                        .expiresAt())
                .isEqualTo(desk.now().plusMillis(1));
    }

    @Test
    void rotation_leavesTheImportedKeyInGraceWithItsSlowHash() {
        Credential imported = lifecycle.importKey(Desk.asked(), KeyImport.slow("box", "Ab3dEf7h", BCRYPT));

        Credential rotated =
                lifecycle.rotate(imported.id(), Duration.ofHours(1)).credential();

        StoredKey previous = rotated.keys().previous().get(0);
        assertThat(previous.slowHash()).isEqualTo(new SlowHash(BCRYPT));
        assertThat(previous.validUntil()).isEqualTo(desk.now().plus(Duration.ofHours(1)));
        assertThat(rotated.keys().current().slowHash()).isNull();
    }

    @Test
    void importsText_holdsNoHash() {
        assertThat(KeyImport.slow("box", "Ab3dEf7h", BCRYPT)).hasToString("KeyImport[slow hash]");
        assertThat(KeyImport.sha256(HASH.toHex())).hasToString("KeyImport[SHA-256]");
    }

    private void refused(String field, KeyImport key) {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> lifecycle.importKey(Desk.asked(), key))
                .withMessageNotContaining("S3CRET")
                .withMessageNotContaining("If6b")
                .satisfies(e -> assertThat(e.field()).isEqualTo(field));
        assertThat(lifecycle.ofTenant("cli_1")).isEmpty();
    }
}
