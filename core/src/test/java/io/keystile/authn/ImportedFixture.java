package io.keystile.authn;

import io.keystile.credential.Actor;
import io.keystile.credential.Credential;
import io.keystile.key.Environment;
import io.keystile.key.ImportedFormat;
import io.keystile.key.ImportedSamples;
import io.keystile.key.KeyFormat;
import io.keystile.key.KeyFormats;
import io.keystile.key.SlowHash;
import io.keystile.key.SlowHashCost;
import io.keystile.key.SlowHashVerifier;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.KeyImport;
import io.keystile.lifecycle.LifecycleLimits;
import io.keystile.lifecycle.LifecycleSetup;
import io.keystile.request.FakeRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The guarded service with imported keys. Its slow hashes cost nothing: the key that is right is the one that follows, and what
 * was checked is written down.
 */
final class ImportedFixture {
    static final SlowHashCost DEARER = new SlowHashCost.Bcrypt(5);
    static final ImportedFormat SURE = ImportedSamples.slow("old", Environment.LIVE)
            .declaringEntropy(128)
            .slowHashes(ImportedSamples.CHEAP, DEARER)
            .build();
    static final ImportedFormat UNSURE = ImportedSamples.slow("weak", Environment.LIVE)
            .declaringEntropy(127)
            .slowHashes(ImportedSamples.CHEAP)
            .build();
    static final String RIGHT = ".RightRightRightRightRightRight00";
    static final String WRONG = ".WrongWrongWrongWrongWrongWrong00";
    static final String KNOWN = "old_Ab3dEf7h";
    static final String UNKNOWN = "old_Zb3dEf7h";
    private static final String HASH_REST = "$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i";

    final Fixture service = new Fixture();
    final KeyFormats formats = KeyFormats.of(KeyFormat.withPrefix("dd")).importing(SURE, UNSURE, ImportedSamples.FAST);

    /** The costs of all checks, in their order. */
    final List<SlowHashCost> checked = new CopyOnWriteArrayList<>();

    SlowHashVerifier verifier = this::matches;
    SlowCheckLimits limits = new SlowCheckLimits(2, 8, 4, 4, Duration.ZERO);

    private @Nullable DecisionPoint point;

    boolean matches(SlowHash hash, String key) {
        checked.add(SlowHashCost.of(hash));
        return hash.encoded().endsWith(HASH_REST) && key.endsWith(RIGHT);
    }

    /** A stored hash that the right key of whatever look-up id matches. */
    static String hashOfRight(SlowHashCost cost) {
        return (cost.equals(DEARER) ? "$2b$05" : "$2b$04") + HASH_REST;
    }

    CredentialLifecycle lifecycle() {
        return new CredentialLifecycle(
                new LifecycleSetup(Environment.LIVE, formats, service.clock, LifecycleLimits.defaults()),
                service.live,
                Actor.application());
    }

    /** With the scope that {@code /api/mandates} asks for, known by the look-up id of {@link #KNOWN}. */
    Credential importSlow() {
        return importSlow("old", hashOfRight(ImportedSamples.CHEAP));
    }

    Credential importSlow(String format, String encoded) {
        return lifecycle().importKey(Fixture.principal("mandates:read"), KeyImport.slow(format, "Ab3dEf7h", encoded));
    }

    DecisionPoint point() {
        DecisionPoint made = point == null ? newPoint() : point;
        point = made;
        return made;
    }

    /** The next decision is made by today's settings. */
    void restart() {
        point = null;
    }

    private DecisionPoint newPoint() {
        DecisionSetup plain = service.setup();
        DecisionSetup setup = new DecisionSetup(
                plain.policy(),
                formats,
                plain.stores(),
                plain.clientAddress(),
                plain.sessionGuard(),
                plain.crossOrigins(),
                plain.operators(),
                plain.rateLimiter(),
                plain.rateLimiterOutage(),
                plain.clientTenancy(),
                plain.clock(),
                plain.listeners());
        CredentialLifecycle overStore = lifecycle().over(service.stores.getOrDefault(Environment.LIVE, service.live));
        SlowKeys slowKeys = SlowKeys.checkedBy(verifier, limits, Map.of(Environment.LIVE, overStore));
        return new DecisionPoint(setup, service.trail(), slowKeys, new UseRecorder(service.stores), TokenChecks.none());
    }

    /** Null if the key is let in. */
    @Nullable
    Reason reason(String key) {
        return reason(request(key));
    }

    @Nullable
    Reason reason(FakeRequest request) {
        return point().decide(request).<@Nullable Reason>fold(g -> null, u -> null, p -> null, Refused::reason);
    }

    static FakeRequest request(String key) {
        return Fixture.get("/api/mandates").with("X-API-Key", key);
    }
}
