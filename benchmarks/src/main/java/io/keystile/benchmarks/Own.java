package io.keystile.benchmarks;

import com.sun.management.ThreadMXBean;
import com.zaxxer.hikari.HikariDataSource;
import io.keystile.Keystile;
import io.keystile.authn.Decision;
import io.keystile.authn.Granted;
import io.keystile.authn.Reason;
import io.keystile.authn.Refused;
import io.keystile.jdbc.JdbcCredentialStore;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.key.KeyGenerator;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.store.CacheLimits;
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
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures the reader's own store and policy: {@code --database jdbc:… --policy file.json --prefix acme --keys file --target
 * /api/…}, with one key on each line of the file; {@code --user} and {@code --environment} where they are needed. The keys are
 * asked for in this process and shown to nobody.
 */
public final class Own {
    private static final int CHECKS = 20_000;
    private static final int ROUNDS = 30;
    private static final int STRANGERS = 1_000;
    private static final int LOOK_UPS = 100;

    private final Floors.Digest digest = new Floors.Digest();
    private final GetRequest request;
    private final HikariDataSource database = new HikariDataSource();
    private final Environment environment;
    private final Keystile keystile;

    private Own(Map<String, String> options, int keys) throws IOException {
        this.request = new GetRequest(required(options, "target"));
        database.setJdbcUrl(required(options, "database"));
        if (options.containsKey("user")) {
            database.setUsername(options.get("user"));
        }
        database.setPassword(System.getenv("KEYSTILE_DATABASE_PASSWORD"));
        this.environment =
                Environment.valueOf(options.getOrDefault("environment", "live").toUpperCase(Locale.ROOT));
        this.keystile = Keystile.builder()
                .keys(KeyFormat.withPrefix(required(options, "prefix")))
                .policy(AccessPolicy.read(Path.of(required(options, "policy"))))
                .store(
                        environment,
                        JdbcCredentialStore.over(database, environment).build())
                .clientAddress(ClientAddress.peer())
                .sessionsGuardedByApplication()
                .freshness(Freshness.withoutOutageGrace())
                // Every key is looked up at once, and stays: what is measured is the check, not the guard of the store.
                .cacheLimits(new CacheLimits(Math.max(100_000, 2 * keys), 10_000, 1_000_000))
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
        Own own = new Own(options, lines.size());
        try (HikariDataSource pool = own.database;
                Keystile ended = own.keystile) {
            own.run(own.granted(lines), KeyFormat.withPrefix(required(options, "prefix")));
        }
    }

    private static String required(Map<String, String> options, String name) {
        @Nullable String value = options.get(name);
        if (value == null) {
            throw new IllegalArgumentException("--" + name + " is missing");
        }
        return value;
    }

    /** Those that are let in: what refused ones cost is no figure of theirs. */
    private String[] granted(List<String> lines) {
        List<String> granted = new ArrayList<>();
        Map<Reason, Integer> refused = new EnumMap<>(Reason.class);
        for (String key : lines) {
            Decision decision = keystile.decide(request.with(key));
            if (decision instanceof Granted) {
                granted.add(key);
            } else if (decision instanceof Refused refusal) {
                refused.merge(reason(refusal), 1, Integer::sum);
            }
        }
        System.out.println(granted.size() + " of " + lines.size() + " keys are granted " + request.rawTarget()
                + (refused.isEmpty() ? "" : "; refused: " + refused));
        if (granted.isEmpty()) {
            throw new IllegalArgumentException("--keys: none is granted " + request.rawTarget());
        }
        return Population.sideBySide(granted.toArray(new String[0]));
    }

    private Reason reason(Refused refused) {
        return Objects.requireNonNull(keystile.explain(keystile.record(refused)))
                .reason();
    }

    private void run(String[] keys, KeyFormat format) throws Exception {
        KeyGenerator generator = new KeyGenerator();
        Supplier<String> stranger = () -> generator.next(format, environment).reveal();
        String[] strangers = Stream.generate(stranger).limit(STRANGERS).toArray(String[]::new);
        String malformed = keys[0] + "x";
        Samples samples = new Samples();
        // What was measured in the first rounds is not kept: the compiler was at work.
        for (int round = -ROUNDS / 3; round < ROUNDS; round++) {
            check(keys, strangers, malformed);
            Samples kept = round < 0 ? new Samples() : samples;
            measure(kept, "bare", CHECKS, () -> digest.of(keys[0]));
            measure(kept, "own-check", CHECKS, () -> decide(keys));
            measure(kept, "malformed", CHECKS, () -> keystile.decide(request.with(malformed)));
            measure(kept, "unknown-repeated", CHECKS, () -> decide(strangers));
            Iterator<String> fresh =
                    Stream.generate(stranger).limit(LOOK_UPS).toList().iterator();
            measure(kept, "unknown-looked-up", LOOK_UPS, () -> keystile.decide(request.with(fresh.next())));
        }
        check(keys, strangers, malformed);
        System.out.println(Table.of(List.of(), samples));
    }

    private void check(String[] keys, String[] strangers, String malformed) {
        for (String key : keys) {
            Expected.that(keystile.decide(request.with(key)) instanceof Granted, "a key is not granted any more");
        }
        for (String stranger : strangers) {
            Expected.refused(keystile, keystile.decide(request.with(stranger)), Reason.UNKNOWN_KEY);
        }
        Expected.refused(keystile, keystile.decide(request.with(malformed)), Reason.MALFORMED_KEY);
    }

    private Decision decide(String[] of) {
        return keystile.decide(request.with(of[ThreadLocalRandom.current().nextInt(of.length)]));
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
