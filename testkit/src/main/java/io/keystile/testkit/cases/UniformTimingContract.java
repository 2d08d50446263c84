package io.keystile.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.Keystile;
import io.keystile.authn.AuditLog;
import io.keystile.key.Environment;
import io.keystile.key.KeyGenerator;
import io.keystile.testkit.GuardedServer;
import io.keystile.testkit.LogCapture;
import io.keystile.testkit.ManualTime;
import io.keystile.testkit.RawHttp;
import io.keystile.testkit.SecretCanary;
import io.keystile.testkit.ServerSetup;
import io.keystile.testkit.TokenService;
import io.keystile.testkit.TokenSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Whether the causes of 401 that are secret take the same time, as the tables' README has it: for each {@code
 * timing_group} of {@code uniformity.tsv}, samples of all causes in random order over one connection, and the figures
 * printed. Says something only on a machine that does nothing else, so no ordinary build runs it: {@code -Dgroups=timing
 * -Dkeystile.timing=true}.
 *
 * <p>Each cause is compared with the group's first, but held to the first of its own kind, which everyone can tell without
 * asking: a key by its shape, a token of ours by the published keys and the times it says, or a text that is neither (an
 * operator's key as bearer, a key with a wrong checksum, a token that another has signed), of the same length. A refusal may come
 * sooner by that; it must be as soon for an operator's key as for a text that is nobody's, and for a revoked key's token as for
 * one that is over.
 */
@Tag("timing")
@EnabledIfSystemProperty(
        named = "keystile.timing",
        matches = "true",
        disabledReason = "measures: wants a quiet machine")
public abstract class UniformTimingContract {
    private static final String SECRET = "client_secret=";
    private static final double NANOS_IN_MICROS = 1_000;
    private static final int WARM_UP = 5_000;
    private static final int SAMPLES = 3_000;
    private static final int ROUNDS = 3;
    private static final double CHANCE_MARGIN = 0.05;
    private static final double MEDIAN_MARGIN = 0.05;

    /** For subclasses. */
    protected UniformTimingContract() {}

    /** Starts a server with the adapter in front of the set-up's resources. */
    protected abstract GuardedServer start(Keystile keystile, ServerSetup setup);

    /** Makes what serves the token endpoint, as in {@link CaseTablesContract#tokens}; null: groups about tokens are left out. */
    protected @Nullable TokenService tokens(TokenSettings settings) {
        return null;
    }

    @Test
    @EnabledIfSystemProperty(named = "keystile.timing", matches = "true", disabledReason = "wants a quiet machine")
    void secretCauses_takeTheSameTime() {
        // No canary listens: what it keeps would make each request slower than the one before.
        ManualTime time = ManualTime.start();
        JwtKeys keys = JwtKeys.forAlgorithm("ES256");
        TokenService tokens = tokens(TokenSettings.with(time, Objects.requireNonNull(keys.server())));
        CaseFixture fixture = new CaseFixture(
                time, SecretCanary.create(), List.of(new AuditLog()), tokens == null ? null : tokens.verifier());
        ServerSetup setup = new ServerSetup("", false, CaseResources.besideTokens(), tokens);
        CaseServer.Signing signing = tokens == null ? null : new CaseServer.Signing("ES256", keys);
        try (LogCapture silent = LogCapture.start("io.keystile");
                CaseServer server = new CaseServer(
                        fixture, setup, start(fixture.keystile(), setup), SecretCanary.create(), signing)) {
            groups(server).forEach((group, causes) -> compare(server.port(), group, causes, silent));
        }
    }

    private enum Kind {
        KEY,
        TOKEN,
        TEXT
    }

    /** A request that is refused. */
    private record Cause(String name, String request, Kind kind) {
        static Cause of(CaseServer server, String name, String request) {
            TokenService tokens = server.setup().tokens();
            String presented = presented(request);
            if (CaseFixture.FORMAT.shapeOf(presented) != null) {
                return new Cause(name, request, Kind.KEY);
            }
            boolean ours = tokens != null && tokens.verifier().verify(presented, () -> {}) != null;
            return new Cause(name, request, ours ? Kind.TOKEN : Kind.TEXT);
        }

        boolean isLike(Cause other) {
            return kind == other.kind && (kind != Kind.TEXT || request.length() == other.request.length());
        }
    }

    /** The causes of each group, and what is nobody's beside each kind. */
    private static Map<String, List<Cause>> groups(CaseServer server) {
        Map<String, List<Cause>> groups = new LinkedHashMap<>();
        for (CaseRow row : CaseTables.rows("uniformity")) {
            String group = row.cell("timing_group");
            if (!group.isEmpty()
                    && Inapplicable.because(row, () -> server.tokens() != null).isEmpty()) {
                groups.computeIfAbsent(group, name -> new ArrayList<>())
                        .add(Cause.of(server, row.id(), request(server, row)));
            }
        }
        groups.values().forEach(causes -> {
            List<Cause> models = causes.stream()
                    .filter(cause -> modelOf(causes, cause).equals(cause))
                    .toList();
            models.stream().filter(model -> model.kind() != Kind.TOKEN).forEach(model -> causes.add(nobodys(model)));
        });
        return groups;
    }

    /** The first that is like it, perhaps itself. */
    private static Cause modelOf(List<Cause> causes, Cause cause) {
        return causes.stream().filter(cause::isLike).findFirst().orElse(cause);
    }

    /** The same request with what nobody has: a key that was never issued, or another text of the same characters. */
    private static Cause nobodys(Cause cause) {
        String presented = presented(cause.request());
        boolean isKey = cause.kind() == Kind.KEY;
        String other = isKey
                ? new KeyGenerator().next(CaseFixture.FORMAT, Environment.LIVE).reveal()
                : new StringBuilder(presented).reverse().toString();
        return new Cause(
                (isKey ? "nobody's key for " : "nobody's text for ") + cause.name(),
                cause.request().replace(presented, other),
                cause.kind());
    }

    /** The key of a request, with or without a scheme before it, or the secret of its form. */
    private static String presented(String request) {
        int secret = request.indexOf(SECRET);
        if (secret >= 0) {
            return request.substring(secret + SECRET.length());
        }
        String line = request.lines()
                .filter(header -> header.startsWith("X-") || header.startsWith("Authorization:"))
                .reduce("", (before, last) -> last);
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    private static String request(CaseServer server, CaseRow row) {
        Placeholders placeholders = CredentialCases.placeholders(server, row.cell("setup"));
        StringBuilder request = new StringBuilder(row.cell("target")).append(" HTTP/1.1\r\nHost: localhost\r\n");
        String body = "";
        for (String line : Json.strings(row.cell("request"))) {
            String expanded = placeholders.expand(line);
            if (expanded.startsWith(CredentialCases.BODY)) {
                body = expanded.substring(CredentialCases.BODY.length());
                request.append("Content-Length: ").append(body.length()).append("\r\n");
            } else {
                request.append(expanded).append("\r\n");
            }
        }
        return request.append("\r\n").append(body).toString();
    }

    private static void compare(int port, String group, List<Cause> causes, LogCapture silent) {
        Map<Cause, Integer> failures = new LinkedHashMap<>();
        List<String> figures = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Map<Cause, List<Long>> samples = sample(port, causes, round, silent);
            for (Cause cause : causes) {
                Cause model = modelOf(causes, cause);
                Ranks ranks = ranks(samples, model, cause);
                boolean same = Math.abs(ranks.chance() - 0.5) <= CHANCE_MARGIN
                        && Math.abs(ranks.medianRatio() - 1) <= MEDIAN_MARGIN;
                failures.merge(cause, same ? 0 : 1, Integer::sum);
                if (!cause.equals(model)) {
                    figures.add(figure(group, round, model, cause, ranks));
                }
                if (!cause.isLike(causes.get(0))) {
                    figures.add(figure(group, round, causes.get(0), cause, ranks(samples, causes.get(0), cause))
                            + ", told by its kind and not held to that");
                }
            }
        }
        // Whatever comes of it: the figures are what a reader wants to see.
        figures.forEach(System.out::println);
        assertThat(causes.stream()
                        .filter(cause -> failures.getOrDefault(cause, 0) == ROUNDS)
                        .map(Cause::name))
                .as("group %s: %s", group, figures)
                .isEmpty();
    }

    private static Ranks ranks(Map<Cause, List<Long>> samples, Cause model, Cause cause) {
        return Ranks.of(samples.getOrDefault(model, List.of()), samples.getOrDefault(cause, List.of()));
    }

    private static String figure(String group, int round, Cause model, Cause cause, Ranks ranks) {
        return String.format(
                Locale.ROOT,
                "timing %s, round %d, %s against %s: chance %.3f, median ratio %.3f of %.1f µs",
                group,
                round + 1,
                cause.name(),
                model.name(),
                ranks.chance(),
                ranks.medianRatio(),
                ranks.firstMedian() / NANOS_IN_MICROS);
    }

    private static Map<Cause, List<Long>> sample(int port, List<Cause> causes, long seed, LogCapture silent) {
        Random random = new Random(seed);
        Map<Cause, List<Long>> samples = new LinkedHashMap<>();
        List<Cause> order = new ArrayList<>();
        for (Cause cause : causes) {
            samples.put(cause, new ArrayList<>());
            order.addAll(Collections.nCopies(SAMPLES, cause));
        }
        Collections.shuffle(order, random);
        try (RawHttp http = RawHttp.connect(port)) {
            for (int i = 0; i < WARM_UP; i++) {
                String request = causes.get(random.nextInt(causes.size())).request();
                assertThat(http.send(request).read(false).status()).isEqualTo(401);
                silent.clear();
            }
            for (Cause cause : order) {
                long start = System.nanoTime();
                http.send(cause.request()).read(false);
                long took = System.nanoTime() - start;
                samples.computeIfAbsent(cause, key -> new ArrayList<>()).add(took);
                // What is kept of one request must not slow the next.
                silent.clear();
            }
        }
        return samples;
    }
}
