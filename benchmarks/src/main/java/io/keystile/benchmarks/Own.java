package io.keystile.benchmarks;

import com.sun.management.ThreadMXBean;
import com.zaxxer.hikari.HikariDataSource;
import io.keystile.Keystile;
import io.keystile.authn.Decision;
import io.keystile.authn.Granted;
import io.keystile.jdbc.JdbcCredentialStore;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.store.Freshness;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Measures the reader's own store and policy: {@code --database jdbc:… --policy file.json --prefix acme --keys file --target
 * /api/…}, with one key on each line of the file. The keys are asked for in this process and shown to nobody.
 */
public final class Own {
    private static final int CHECKS = 20_000;
    private static final int ROUNDS = 30;

    private final Floors.Digest digest = new Floors.Digest();
    private final GetRequest request;
    private final String[] keys;
    private final Keystile keystile;

    private Own(Map<String, String> options) throws IOException {
        this.request = new GetRequest(required(options, "target"));
        List<String> lines = Files.readAllLines(Path.of(required(options, "keys")));
        this.keys = Population.sideBySide(lines.toArray(new String[0]));
        HikariDataSource database = new HikariDataSource();
        database.setJdbcUrl(required(options, "database"));
        database.setPassword(System.getenv("KEYSTILE_DATABASE_PASSWORD"));
        Environment environment =
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
                .build();
    }

    /** Takes the options. */
    public static void main(String[] args) throws Exception {
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i].replaceFirst("^--", ""), args[i + 1]);
        }
        Own own = new Own(options);
        try (Keystile ended = own.keystile) {
            own.run();
        }
    }

    private static String required(Map<String, String> options, String name) {
        @Nullable String value = options.get(name);
        if (value == null) {
            throw new IllegalArgumentException("--" + name + " is missing");
        }
        return value;
    }

    private void run() throws Exception {
        int granted = 0;
        for (String key : keys) {
            granted += keystile.decide(request.with(key)) instanceof Granted ? 1 : 0;
        }
        System.out.println(granted + " of " + keys.length + " keys are granted " + request.rawTarget());
        Samples samples = new Samples();
        String[] strangers = Population.strangers(keys.length);
        // What was measured in the first rounds is not kept: the compiler was at work.
        for (int round = -ROUNDS / 3; round < ROUNDS; round++) {
            Samples kept = round < 0 ? new Samples() : samples;
            measure(kept, "bare", () -> digest.of(keys[0]));
            measure(kept, "own-check", () -> decide(keys));
            measure(kept, "malformed", () -> keystile.decide(request.with(keys[0] + "x")));
            measure(kept, "unknown", () -> decide(strangers));
        }
        System.out.println(Table.of(List.of(), samples));
    }

    private Decision decide(String[] of) {
        return keystile.decide(request.with(of[ThreadLocalRandom.current().nextInt(of.length)]));
    }

    /** One thing to do. */
    private interface Step {
        Object run() throws Exception;
    }

    private static void measure(Samples samples, String name, Step step) throws Exception {
        long bytes = allocated();
        long start = System.nanoTime();
        int seen = 0;
        for (int i = 0; i < CHECKS; i++) {
            seen += System.identityHashCode(step.run()) & 1;
        }
        double nanos = (System.nanoTime() - start) / (double) CHECKS;
        samples.add(name, nanos, seen < 0 ? 1 : 0, (allocated() - bytes) / (double) CHECKS);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
