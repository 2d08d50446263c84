package io.keystile.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.keystile.Keystile;
import io.keystile.authn.AuditLog;
import io.keystile.authn.Decision;
import io.keystile.authn.Refusal;
import io.keystile.credential.Access;
import io.keystile.credential.Credential;
import io.keystile.credential.InvalidFieldException;
import io.keystile.http.Answer;
import io.keystile.key.Environment;
import io.keystile.key.ImportedFormat;
import io.keystile.key.KeyFormat;
import io.keystile.key.SlowHashCost;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.KeyImport;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.request.RequestView;
import io.keystile.store.InMemoryCredentialStore;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Imported keys and their hashes get out nowhere, whatever goes wrong. */
class ImportedKeysTest {
    private static final String SECRET = "Q7rightXq0123456789abcdefghijklm";
    private static final String KEY = "old_Ab3dEf7h." + SECRET;
    private static final String BCRYPT = "$2b$04$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i";

    @RegisterExtension
    final SecretCanary canary = SecretCanary.create();

    private final ManualTime time = ManualTime.start();
    private final InMemoryCredentialStore memory = new InMemoryCredentialStore();
    private final BreakableStore store = new BreakableStore(memory);
    private final Keystile keystile = Keystile.builder()
            .keys(KeyFormat.withPrefix("acme"))
            .importedKeys(ImportedFormat.named("old", Environment.LIVE)
                    .literal("old_")
                    .lookUpId(ImportedFormat.ALPHANUMERIC, 8)
                    .literal(".")
                    .secret(ImportedFormat.ALPHANUMERIC, 32)
                    .declaringEntropy(190)
                    .slowHashes(new SlowHashCost.Bcrypt(4))
                    .build())
            .slowHashes((hash, key) -> hash.encoded().equals(BCRYPT) && key.equals(KEY))
            .policy(AccessPolicy.builder()
                    .guard("/api")
                    .scope("/api/a", "a:read")
                    .build())
            .clientAddress(ClientAddress.peer())
            .clock(time)
            .listener(new AuditLog())
            .listener(canary.listener())
            .store(Environment.LIVE, store)
            .build();
    private final CredentialLifecycle live = keystile.credentials(Environment.LIVE);

    ImportedKeysTest() {
        canary.plant("the imported key", KEY);
        canary.plant("its secret", SECRET);
        canary.plant("its slow hash", BCRYPT);
    }

    @AfterEach
    void close() {
        keystile.close();
    }

    @Test
    void wholeLife_leavesNoTrace() {
        Credential imported = live.importKey(asked(), KeyImport.slow("old", "Ab3dEf7h", BCRYPT));
        check("the record", imported);

        assertThat(status(get("/api/a", KEY))).isEqualTo(200);
        assertThat(status(get("/api/a/" + KEY, KEY.replace('Q', 'R')))).isEqualTo(401);
        live.rotate(imported.id(), Duration.ofMinutes(1));
        assertThat(status(get("/api/b/" + KEY, KEY))).isEqualTo(403);
        time.advance(Duration.ofMinutes(1));
        assertThat(status(get("/api/a", KEY))).isEqualTo(401);

        check("the record", live.get(imported.id()));
        live.events(imported.id(), 100).forEach(event -> check("an event", event));
    }

    @Test
    void outage_leavesNoTraceAndLosesNoUse() {
        Credential imported = live.importKey(asked(), KeyImport.slow("old", "Ab3dEf7h", BCRYPT));
        assertThat(status(get("/api/a", KEY))).isEqualTo(200);
        store.breakDown();
        assertThat(status(get("/api/a/" + KEY, KEY))).isEqualTo(503);
        store.recover();
        keystile.close();

        assertThat(live.lastUsed(List.of(imported.id()))).containsEntry(imported.id(), time.instant());
    }

    @Test
    void refusedImport_quotesNothing() {
        for (KeyImport bad : List.of(
                KeyImport.slow("old", SECRET, BCRYPT),
                KeyImport.slow("old", "Ab3dEf7h", KEY),
                KeyImport.slow(SECRET, "Ab3dEf7h", BCRYPT),
                KeyImport.slow("old", "Ab3dEf7h", BCRYPT.replace("$04$", "$31$")))) {
            check("an import", bad);
            assertThat(catchThrowable(() -> live.importKey(asked(), bad)))
                    .isInstanceOf(InvalidFieldException.class)
                    .satisfies(e -> check("an exception", e));
        }
        assertThat(catchThrowable(() -> KeyImport.sha256(KEY)))
                .isInstanceOf(InvalidFieldException.class)
                .satisfies(e -> check("an exception", e));
    }

    private void check(String where, Object what) {
        canary.check(where, what);
    }

    private int status(RequestView request) {
        Decision decision = keystile.decide(request);
        check("a decision", decision);
        return decision.<Integer>fold(g -> 200, u -> 200, p -> 204, refused -> {
            Answer answer = keystile.answer(refused);
            check("an answer", answer.headers());
            check("an answer", answer.body());
            return refused.refusal().kind().equals(Refusal.Kind.UNAVAILABLE) ? 503 : answer.status();
        });
    }

    private static NewCredential asked() {
        return NewCredential.principal("prn_1", "cli_1").access(Access.only("a:read"));
    }

    private static RequestView get(String target, String key) {
        return new RequestView() {
            @Override
            public String method() {
                return "GET";
            }

            @Override
            public String rawTarget() {
                return target;
            }

            @Override
            public List<String> headers(String name) {
                return name.equalsIgnoreCase("X-API-Key") ? List.of(key) : List.of();
            }

            @Override
            public @Nullable String peerAddress() {
                return "192.0.2.1";
            }

            @Override
            public boolean hasSession() {
                return false;
            }
        };
    }
}
