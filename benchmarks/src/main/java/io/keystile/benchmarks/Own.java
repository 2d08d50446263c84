package io.keystile.benchmarks;

import com.sun.management.ThreadMXBean;
import com.zaxxer.hikari.HikariDataSource;
import io.keystile.Keystile;
import io.keystile.authn.Decision;
import io.keystile.authn.Granted;
import io.keystile.authn.OperatorKey;
import io.keystile.authn.Reason;
import io.keystile.authn.Refused;
import io.keystile.jdbc.JdbcCredentialStore;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.key.KeyGenerator;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.store.Freshness;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures the reader's own store and policy: {@code --database jdbc:… --policy file.json --prefix acme --keys file --target
 * /api/…}, with one key on each line of the file; {@code --user}, {@code --environment}, {@code --method} and
 * {@code --header} or {@code --scheme} of {@code Authorization} where they are others. The keys are asked for in this process and
 * shown to nobody.
 */
public final class Own {
    private static final int CHECKS = 20_000;
    private static final int ROUNDS = 30;
    private static final int STRANGERS = 1_000;
    private static final int LOOK_UPS = 100;

    private final Floors.Digest digest = new Floors.Digest();
    private final HikariDataSource database = new HikariDataSource();
    private final Map<String, String> options;
    private final Environment environment;
    private final KeyFormat format;
    private final KeyGenerator generator = new KeyGenerator();
    private final Keystile keystile;

    private Own(Map<String, String> options) throws IOException {
        this.options = options;
        database.setJdbcUrl(required(options, "database"));
        if (options.containsKey("user")) {
            database.setUsername(options.get("user"));
        }
        database.setPassword(System.getenv("KEYSTILE_DATABASE_PASSWORD"));
        this.environment =
                Environment.valueOf(options.getOrDefault("environment", "live").toUpperCase(Locale.ROOT));
        this.format = KeyFormat.withPrefix(required(options, "prefix"));
        this.keystile = Keystile.builder()
                .keys(format)
                .policy(AccessPolicy.read(Path.of(required(options, "policy"))))
                .store(
                        environment,
                        JdbcCredentialStore.over(database, environment).build())
                .clientAddress(ClientAddress.peer())
                .sessionsGuardedByApplication()
                // Where a policy has admin routes, somebody must have a key; this one is thrown away.
                .operator(OperatorKey.ofRaw("nobody", stranger()))
                .freshness(Freshness.withoutOutageGrace())
                .cacheLimits(Population.NO_LIMITS)
                .build();
    }

    /** Takes the options. */
    public static void main(String[] args) throws Exception {
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i].replaceFirst("^--", ""), args[i + 1]);
        }
        List<String> lines = Files.readAllLines(Path.of(required(options, "keys"))).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        Own own = new Own(options);
        try (HikariDataSource pool = own.database;
                Keystile ended = own.keystile) {
            own.run(own.granted(Population.sideBySide(lines.toArray(new String[0]))));
        }
    }

    private static String required(Map<String, String> options, String name) {
        @Nullable String value = options.get(name);
        if (value == null) {
            throw new IllegalArgumentException("--" + name + " is missing");
        }
        return value;
    }

    private HeaderRequest request(String key) {
        String method = options.getOrDefault("method", "GET");
        String target = required(options, "target");
        String scheme = options.get("scheme");
        return scheme == null
                ? new HeaderRequest(method, target, options.getOrDefault("header", "X-API-Key"), List.of(key))
                : new HeaderRequest(method, target, "Authorization", List.of(scheme + " " + key));
    }

    private String stranger() {
        return generator.next(format, environment).reveal();
    }

    private HeaderRequest[] strangers(int count) {
        return Stream.generate(() -> request(stranger())).limit(count).toArray(HeaderRequest[]::new);
    }

    /** Those that are let in: what refused ones cost is no figure of theirs. */
    private HeaderRequest[] granted(String[] keys) {
        List<HeaderRequest> granted = new ArrayList<>();
        Map<Reason, Integer> refused = new EnumMap<>(Reason.class);
        for (String key : keys) {
            HeaderRequest request = request(key);
            Decision decision = keystile.decide(request);
            if (decision instanceof Granted) {
                granted.add(request);
            } else if (decision instanceof Refused refusal) {
                refused.merge(reason(refusal), 1, Integer::sum);
            }
        }
        String target = required(options, "target");
        System.out.println(granted.size() + " of " + keys.length + " keys are granted " + target
                + (refused.isEmpty() ? "" : "; refused: " + refused));
        if (granted.isEmpty()) {
            throw new IllegalArgumentException("--keys: none is granted " + target);
        }
        return granted.toArray(new HeaderRequest[0]);
    }

    private Reason reason(Refused refused) {
        return Objects.requireNonNull(keystile.explain(keystile.record(refused)))
                .reason();
    }

    private void run(HeaderRequest[] keys) throws Exception {
        HeaderRequest[] strangers = strangers(STRANGERS);
        HeaderRequest malformed = request(stranger() + "x");
        String key = stranger();
        Samples samples = new Samples();
        // What was measured in the first rounds is not kept: the compiler was at work.
        for (int round = -ROUNDS / 3; round < ROUNDS; round++) {
            check(keys, strangers, malformed);
            Samples kept = round < 0 ? new Samples() : samples;
            measure(kept, "bare", CHECKS, () -> digest.of(key));
            measure(kept, "own-check", CHECKS, () -> decide(keys));
            measure(kept, "malformed", CHECKS, () -> keystile.decide(malformed));
            measure(kept, "unknown-repeated", CHECKS, () -> decide(strangers));
            Iterator<HeaderRequest> fresh = List.of(strangers(LOOK_UPS)).iterator();
            measure(kept, "unknown-looked-up", LOOK_UPS, () -> keystile.decide(fresh.next()));
        }
        check(keys, strangers, malformed);
        System.out.println(Table.of(List.of(), samples));
    }

    private void check(HeaderRequest[] keys, HeaderRequest[] strangers, HeaderRequest malformed) {
        for (HeaderRequest key : keys) {
            Expected.that(keystile.decide(key) instanceof Granted, "a key is not granted any more");
        }
        for (HeaderRequest stranger : strangers) {
            Expected.refused(keystile, keystile.decide(stranger), Reason.UNKNOWN_KEY);
        }
        Expected.refused(keystile, keystile.decide(malformed), Reason.MALFORMED_KEY);
    }

    private Decision decide(HeaderRequest[] of) {
        return keystile.decide(of[ThreadLocalRandom.current().nextInt(of.length)]);
    }

    /** One thing to do. */
    private interface Step {
        Object run() throws Exception;
    }

    private static void measure(Samples samples, String name, int times, Step step) throws Exception {
        long bytes = allocated();
        long start = System.nanoTime();
        int seen = 0;
        for (int i = 0; i < times; i++) {
            seen += System.identityHashCode(step.run()) & 1;
        }
        double nanos = (System.nanoTime() - start) / (double) times;
        samples.add(name, nanos, seen < 0 ? 1 : 0, (allocated() - bytes) / (double) times);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
