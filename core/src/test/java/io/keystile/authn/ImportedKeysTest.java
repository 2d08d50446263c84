package io.keystile.authn;

import static io.keystile.authn.ImportedFixture.KNOWN;
import static io.keystile.authn.ImportedFixture.RIGHT;
import static io.keystile.authn.ImportedFixture.UNKNOWN;
import static io.keystile.authn.ImportedFixture.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.BcryptFunction;
import com.password4j.types.Bcrypt;
import io.keystile.credential.Access;
import io.keystile.credential.Credential;
import io.keystile.credential.LifecycleEvent;
import io.keystile.credential.LifecycleEvent.Kind;
import io.keystile.credential.StoredKey;
import io.keystile.key.BouncyCastleSlowHashes;
import io.keystile.key.Environment;
import io.keystile.key.ImportedSamples;
import io.keystile.key.KeyHash;
import io.keystile.key.SlowHash;
import io.keystile.key.SlowHashCost;
import io.keystile.lifecycle.KeyImport;
import io.keystile.lifecycle.NewCredential;
import io.keystile.request.FakeRequest;
import io.keystile.store.KeyMatch;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ImportedKeysTest {
    private static final List<SlowHashCost> ALL_COSTS = List.of(ImportedSamples.CHEAP, ImportedFixture.DEARER);

    private final ImportedFixture fixture = new ImportedFixture();

    @Test
    void keyImportedBySha256_isLetInWithoutASlowCheck() {
        String key = "0a".repeat(20);
        fixture.lifecycle()
                .importKey(
                        Fixture.principal("mandates:read"),
                        KeyImport.sha256(KeyHash.of(key).toHex()).inFormat("hex"));

        assertThat(fixture.reason(key)).isNull();
        assertThat(fixture.reason("0b".repeat(20))).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(fixture.checked).isEmpty();
    }

    @Test
    void slowKey_ofAClientThatAsksForAToken_isProvedAndSwappedAsOfAnyRequest() {
        Credential imported = fixture.importSlow();
        FakeRequest request = FakeRequest.of("POST", "/oauth/token");

        assertThat(fixture.point().decideClient(request, "prn_1", KNOWN + WRONG))
                .isInstanceOf(Refused.class);
        assertThat(fixture.checked).isEqualTo(ALL_COSTS);
        assertThat(fixture.point().decideClient(request, "prn_1", KNOWN + RIGHT))
                .isInstanceOf(TokenGrant.class);
        assertThat(fixture.lifecycle().get(imported.id()).keys().current().slowHash())
                .isNull();
        fixture.checked.clear();
        assertThat(fixture.point().decideClient(request, "prn_1", KNOWN + RIGHT))
                .isInstanceOf(TokenGrant.class);
        assertThat(fixture.checked).isEmpty();
    }

    @Test
    void slowKey_isLetInAndItsHashSwappedOnce() {
        Credential imported = fixture.importSlow();

        assertThat(fixture.reason(KNOWN + RIGHT)).isNull();
        assertThat(fixture.checked).isEqualTo(ALL_COSTS);
        assertThat(fixture.reason(KNOWN + RIGHT)).isNull();
        assertThat(fixture.checked).isEqualTo(ALL_COSTS);

        Credential stored = fixture.lifecycle().get(imported.id());
        assertThat(stored.keys().current().hash()).isEqualTo(KeyHash.of(KNOWN + RIGHT));
        assertThat(stored.keys().current().slowHash()).isNull();
        assertThat(fixture.lifecycle().events(imported.id(), 10))
                .extracting(LifecycleEvent::kind)
                .containsExactly(Kind.IMPORTED, Kind.REHASHED);
    }

    @Test
    void slowKeyWithoutTheEntropy_staysSlow() {
        Credential imported = fixture.importSlow("weak", ImportedFixture.hashOfRight(ImportedSamples.CHEAP));
        String key = "weak_Ab3dEf7h" + RIGHT;

        assertThat(fixture.reason(key)).isNull();
        assertThat(fixture.reason(key)).isNull();

        assertThat(fixture.checked).hasSize(2);
        assertThat(fixture.lifecycle().get(imported.id())).isEqualTo(imported);
    }

    @Test
    void wrongSecret_isRefusedAndSwapsNothing() {
        Credential imported = fixture.importSlow();

        assertThat(fixture.reason(KNOWN + WRONG)).isEqualTo(Reason.WRONG_SECRET);
        assertThat(fixture.lifecycle().get(imported.id())).isEqualTo(imported);
    }

    @Test
    void knownAndUnknownIds_costTheSameWork() {
        fixture.importSlow("old", ImportedFixture.hashOfRight(ImportedFixture.DEARER));

        assertThat(fixture.reason(KNOWN + WRONG)).isEqualTo(Reason.WRONG_SECRET);
        assertThat(fixture.checked).isEqualTo(ALL_COSTS);
        fixture.checked.clear();
        assertThat(fixture.reason(UNKNOWN + WRONG)).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(fixture.checked).isEqualTo(ALL_COSTS);
        fixture.checked.clear();
        assertThat(fixture.reason(KNOWN + RIGHT)).isNull();
        assertThat(fixture.checked).isEqualTo(ALL_COSTS);
    }

    @Test
    void swappedKeysId_isNoOracleEither() {
        fixture.importSlow();
        assertThat(fixture.reason(KNOWN + RIGHT)).isNull();
        fixture.checked.clear();

        assertThat(fixture.reason(KNOWN + WRONG)).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(fixture.checked).isEqualTo(ALL_COSTS);
    }

    @Test
    void deadKey_costsTheSameWorkWhetherSwappedOrNot() {
        Credential imported = fixture.importSlow();
        fixture.lifecycle().suspend(imported.id());
        assertThat(fixture.reason(KNOWN + RIGHT)).isEqualTo(Reason.SUSPENDED);
        assertThat(fixture.checked).isEqualTo(ALL_COSTS);
        assertThat(fixture.lifecycle().get(imported.id()).keys()).isEqualTo(imported.keys());

        fixture.lifecycle().resume(imported.id());
        assertThat(fixture.reason(KNOWN + RIGHT)).isNull();
        fixture.lifecycle().revoke(imported.id());
        fixture.checked.clear();
        assertThat(fixture.reason(KNOWN + RIGHT)).isEqualTo(Reason.REVOKED);
        assertThat(fixture.checked).isEqualTo(ALL_COSTS);
    }

    @Test
    void keyOfAnotherPlane_costsTheSameWork() {
        fixture.lifecycle()
                .importKey(
                        NewCredential.client("cli_1").access(Access.full()),
                        KeyImport.sha256(KeyHash.of(KNOWN + RIGHT).toHex()).inFormat("old"));

        assertThat(fixture.reason(KNOWN + RIGHT)).isEqualTo(Reason.WRONG_PLANE);
        assertThat(fixture.checked).isEqualTo(ALL_COSTS);
    }

    @Test
    void slowKeyWithoutTheScope_isForbiddenAndNotSwapped() {
        Credential imported = fixture.lifecycle()
                .importKey(
                        Fixture.principal("other"),
                        KeyImport.slow("old", "Ab3dEf7h", ImportedFixture.hashOfRight(ImportedSamples.CHEAP)));

        assertThat(fixture.reason(KNOWN + RIGHT)).isEqualTo(Reason.SCOPE_MISSING);
        assertThat(fixture.lifecycle().get(imported.id())).isEqualTo(imported);
    }

    @Test
    void expiryAndGrace_endAtTheirInstant() {
        Credential imported = fixture.importSlow();
        fixture.lifecycle().rotate(imported.id(), Duration.ofMinutes(1));
        fixture.service.advance(Duration.ofMillis(59_999));
        assertThat(via(KNOWN + RIGHT)).isEqualTo(Via.PREVIOUS_KEY);

        fixture.service.advance(Duration.ofMillis(1));
        assertThat(fixture.reason(KNOWN + RIGHT)).isEqualTo(Reason.GRACE_OVER);
    }

    @Test
    void textThatTheLookUpHashIsOf_provesNothing() {
        fixture.importSlow();

        assertThat(fixture.reason("old\0Ab3dEf7h")).isEqualTo(Reason.MALFORMED_KEY);
        KeyHash id = ImportedFixture.SURE.lookUpHashOf(KNOWN + RIGHT);
        assertThat(SlowKeys.ofWholeKey(fixture.service.live.findByKey(id))).isNull();
    }

    @Test
    void storedHashThatCostsMoreThanItsFormatNames_isNeverRun() {
        Credential imported = fixture.importSlow();
        String[] encoded = {
            "$2b$31$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
            "$2b$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
            "garbage"
        };
        for (String dear : encoded) {
            fixture.checked.clear();
            ScriptedStore tampered = scripted();
            tampered.found = match -> new KeyMatch(
                    match.credential(),
                    match.tenant(),
                    new StoredKey(match.key().hash(), "old_…", 1, new SlowHash(dear), null));

            assertThat(fixture.reason(KNOWN + RIGHT)).isEqualTo(Reason.WRONG_SECRET);
            assertThat(fixture.checked).isEqualTo(ALL_COSTS);
        }
        assertThat(fixture.lifecycle().get(imported.id())).isEqualTo(imported);
    }

    @Test
    void fullGate_isUnavailableForKnownAndUnknownIdsAlike() {
        fixture.importSlow();
        fixture.limits = new SlowCheckLimits(1, 1, 1, 1, Duration.ZERO);
        fixture.verifier = (hash, key) -> {
            // While one is checked, all others come too late.
            if (key.endsWith(WRONG)) {
                assertThat(fixture.reason(KNOWN + RIGHT)).isEqualTo(Reason.SLOW_CHECKS_FULL);
                assertThat(fixture.reason(UNKNOWN + RIGHT)).isEqualTo(Reason.SLOW_CHECKS_FULL);
            }
            return fixture.matches(hash, key);
        };

        assertThat(fixture.reason("old_Other567" + WRONG)).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(fixture.checked).isEqualTo(ALL_COSTS);
        assertThat(Reason.SLOW_CHECKS_FULL.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
        assertThat(fixture.reason(KNOWN + RIGHT)).isNull();
    }

    @Test
    void swappedKey_passesAFullGate() {
        fixture.importSlow();
        assertThat(fixture.reason(KNOWN + RIGHT)).isNull();
        fixture.limits = new SlowCheckLimits(1, 1, 1, 1, Duration.ZERO);
        fixture.verifier = (hash, key) -> {
            fixture.checked.add(SlowHashCost.of(hash));
            assertThat(fixture.reason(KNOWN + RIGHT)).isNull();
            return false;
        };
        fixture.restart();
        fixture.checked.clear();

        assertThat(fixture.reason(KNOWN + WRONG)).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(fixture.checked).isEqualTo(ALL_COSTS);
    }

    @Test
    void keyProvedByAnotherWhileThisOneWaited_isLetInWithoutItsSlowHash() {
        Credential imported = fixture.importSlow();
        KeyHash id = ImportedFixture.SURE.lookUpHashOf(KNOWN + RIGHT);
        scripted().before = hash -> {
            if (hash.equals(id)) {
                fixture.lifecycle().rehash(imported.id(), imported.keys().current(), KeyHash.of(KNOWN + RIGHT));
            }
        };

        assertThat(fixture.reason(KNOWN + RIGHT)).isNull();
    }

    @Test
    void outageDuringTheSwap_costsTheRequestNothing() {
        Credential imported = fixture.importSlow();
        ScriptedStore readOnly = scripted();
        readOnly.failWrites = true;

        assertThat(fixture.reason(KNOWN + RIGHT)).isNull();
        assertThat(fixture.lifecycle().get(imported.id())).isEqualTo(imported);

        readOnly.failWrites = false;
        assertThat(fixture.reason(KNOWN + RIGHT)).isNull();
        assertThat(fixture.lifecycle().get(imported.id()).keys().current().slowHash())
                .isNull();
    }

    @Test
    void outageDuringTheCheck_isUnavailableAndLeavesThePlace() {
        fixture.importSlow();
        fixture.limits = new SlowCheckLimits(1, 1, 1, 1, Duration.ZERO);
        fixture.verifier = (hash, key) -> {
            throw new IllegalStateException("no memory left");
        };
        for (int i = 0; i < 3; i++) {
            assertThat(fixture.reason(KNOWN + RIGHT)).isEqualTo(Reason.STORE_UNAVAILABLE);
            assertThat(fixture.reason(UNKNOWN + RIGHT)).isEqualTo(Reason.STORE_UNAVAILABLE);
        }
    }

    @Test
    void realBcrypt_letsTheRightKeyIn() {
        String key = KNOWN + RIGHT;
        String encoded = BcryptFunction.getInstance(Bcrypt.Y, 4).hash(key).getResult();
        fixture.verifier = new BouncyCastleSlowHashes();
        fixture.importSlow("old", encoded);

        assertThat(fixture.reason(KNOWN + WRONG)).isEqualTo(Reason.WRONG_SECRET);
        assertThat(fixture.reason(key)).isNull();
        assertThat(fixture.reason(key)).isNull();
    }

    private @Nullable Via via(String key) {
        return fixture.point()
                .decide(ImportedFixture.request(key))
                .<@Nullable Via>fold(g -> g.caller().via(), u -> null, p -> null, r -> null);
    }

    /** From now on what the service asks. */
    private ScriptedStore scripted() {
        ScriptedStore scripted = new ScriptedStore(fixture.service.live);
        fixture.service.stores.put(Environment.LIVE, scripted);
        fixture.restart();
        return scripted;
    }
}
