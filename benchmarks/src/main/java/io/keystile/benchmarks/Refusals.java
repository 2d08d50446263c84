package io.keystile.benchmarks;

import io.keystile.Keystile;
import io.keystile.authn.Decision;
import io.keystile.authn.Reason;
import io.keystile.credential.Access;
import io.keystile.credential.CredentialId;
import io.keystile.key.Environment;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.NewCredential;
import io.keystile.store.InMemoryCredentialStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The decision about a request that is refused, by cause, among 100,000 keys; what is let on beside it, in grace. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Refusals {
    /** Why. */
    @Param({
        "malformed",
        "bad-checksum",
        "unknown",
        "revoked",
        "expired",
        "wrong-plane",
        "wrong-address",
        "missing-scope",
        "previous-key"
    })
    public String cause = "malformed";

    private static final String OWNER = "prn_1";
    private static final InstantSource YESTERDAY = () -> Instant.now().minus(Duration.ofDays(1));

    private final InMemoryCredentialStore memory = new InMemoryCredentialStore();
    private final Keystile keystile = Population.over(memory).build();
    private Keystile issuing = keystile;
    private String[] keys = {};

    /** Made by JMH. */
    public Refusals() {}

    /** Issues the keys, and brings about the cause. */
    @Setup
    public void issue() {
        if (cause.equals("expired")) {
            issuing = Population.over(memory).clock(YESTERDAY).build();
        }
        String[] strangers = Population.strangers(Population.KEYS);
        keys = switch (cause) {
            case "unknown" -> {
                Population.issue(keystile, Population.KEYS);
                yield strangers;
            }
            case "malformed" -> each(strangers, key -> key.substring(0, 20) + '-' + key.substring(21));
            case "bad-checksum" ->
                each(strangers, key -> key.substring(0, 20) + other(key.charAt(20)) + key.substring(21));
            default -> each(strangers, key -> issued());
        };
        keys = Population.sideBySide(keys);
        check();
    }

    private void check() {
        GetRequest request = new GetRequest(Population.TARGET);
        for (String key : keys) {
            Decision decision = keystile.decide(request.with(key));
            switch (cause) {
                case "malformed", "bad-checksum" -> Expected.refused(keystile, decision, Reason.MALFORMED_KEY);
                case "unknown" -> Expected.refused(keystile, decision, Reason.UNKNOWN_KEY);
                case "wrong-address" -> Expected.refused(keystile, decision, Reason.ADDRESS_NOT_ALLOWED);
                case "missing-scope" -> Expected.refused(keystile, decision, Reason.SCOPE_MISSING);
                case "previous-key" -> Expected.granted(decision, OWNER);
                default ->
                    Expected.refused(
                            keystile,
                            decision,
                            Reason.valueOf(cause.toUpperCase(Locale.ROOT).replace('-', '_')));
            }
        }
    }

    private String issued() {
        CredentialLifecycle live = issuing.credentials(Environment.LIVE);
        int number = ThreadLocalRandom.current().nextInt(1_000);
        NewCredential wanted = cause.equals("wrong-plane")
                ? NewCredential.client("cli_" + number)
                : NewCredential.principal(OWNER, "cli_" + number);
        wanted = wanted.access(
                cause.equals("missing-scope") ? Access.only("payments:read") : Access.only(Population.SCOPE));
        if (cause.equals("wrong-address")) {
            wanted = wanted.allowAddresses("203.0.113.0/24");
        }
        if (cause.equals("expired")) {
            wanted = wanted.expiresAt(YESTERDAY.instant().plus(Duration.ofHours(1)));
        }
        var issued = live.issue(wanted);
        CredentialId id = issued.credential().id();
        if (cause.equals("revoked")) {
            live.revoke(id);
        }
        if (cause.equals("previous-key")) {
            live.rotate(id, Duration.ofHours(1));
        }
        return issued.key().reveal();
    }

    private static char other(char digit) {
        return digit == 'a' ? 'b' : 'a';
    }

    private static String[] each(String[] keys, java.util.function.UnaryOperator<String> made) {
        String[] all = new String[keys.length];
        for (int i = 0; i < keys.length; i++) {
            all[i] = made.apply(keys[i]);
        }
        return all;
    }

    /** Ends its threads, if all is still as it was. */
    @TearDown
    public void close() {
        check();
        issuing.close();
        keystile.close();
    }

    /** Any of the keys. */
    @Benchmark
    public Decision refused(Asked asked) {
        return keystile.decide(
                asked.request.with(keys[ThreadLocalRandom.current().nextInt(keys.length)]));
    }
}
