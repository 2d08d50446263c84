package io.keystile.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.Keystile;
import io.keystile.net.ClientAddress;
import io.keystile.testkit.GuardedServer;
import io.keystile.testkit.LogCapture;
import io.keystile.testkit.RawHttp;
import io.keystile.testkit.SecretCanary;
import io.keystile.testkit.ServerSetup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Whether the causes of 401 that are secret take the same time, as the tables' README has it: for each {@code
 * timing_group} of {@code uniformity.tsv}, samples of all causes in random order over one connection, each cause compared
 * with the group's first, and the figures printed. Says something only on a machine that does nothing else, so no ordinary
 * build runs it: {@code -Dgroups=timing -Dkeystile.timing=true}.
 */
@Tag("timing")
@EnabledIfSystemProperty(
        named = "keystile.timing",
        matches = "true",
        disabledReason = "measures: wants a quiet machine")
public abstract class UniformTimingContract {
    private static final int WARM_UP = 5_000;
    private static final int SAMPLES = 3_000;
    private static final int ROUNDS = 3;
    private static final double CHANCE_MARGIN = 0.05;
    private static final double MEDIAN_MARGIN = 0.05;

    /** For subclasses. */
    protected UniformTimingContract() {}

    /** Starts a server with the adapter in front of the set-up's resources. */
    protected abstract GuardedServer start(Keystile keystile, ServerSetup setup);

    @Test
    @EnabledIfSystemProperty(named = "keystile.timing", matches = "true", disabledReason = "wants a quiet machine")
    void secretCauses_takeTheSameTime() {
        CaseFixture fixture = new CaseFixture(ClientAddress.peer(), SecretCanary.create());
        ServerSetup setup = new ServerSetup("", false, CaseResources.all());
        try (LogCapture silent = LogCapture.start("io.keystile");
                CaseServer server =
                        new CaseServer(fixture, setup, start(fixture.keystile(), setup), SecretCanary.create())) {
            groups(server).forEach((group, requests) -> {
                compare(server.port(), group, requests);
                silent.clear();
            });
        }
    }

    /** The requests of each group, by their row. */
    private static Map<String, Map<String, String>> groups(CaseServer server) {
        Map<String, Map<String, String>> groups = new LinkedHashMap<>();
        for (CaseRow row : CaseTables.rows("uniformity")) {
            String group = row.cell("timing_group");
            if (!group.isEmpty() && Inapplicable.because(row).isEmpty()) {
                groups.computeIfAbsent(group, name -> new LinkedHashMap<>()).put(row.id(), request(server, row));
            }
        }
        groups.values().removeIf(requests -> requests.size() < 2);
        return groups;
    }

    private static String request(CaseServer server, CaseRow row) {
        Placeholders placeholders = CredentialCases.placeholders(server, row.cell("setup"));
        StringBuilder request = new StringBuilder(row.cell("target")).append(" HTTP/1.1\r\nHost: localhost\r\n");
        Json.strings(row.cell("request"))
                .forEach(line -> request.append(placeholders.expand(line)).append("\r\n"));
        return request.append("\r\n").toString();
    }

    private static void compare(int port, String group, Map<String, String> requests) {
        Map<String, Integer> failures = new LinkedHashMap<>();
        List<String> figures = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, List<Long>> samples = sample(port, new ArrayList<>(requests.entrySet()), round);
            List<Long> first = samples.values().iterator().next();
            for (Map.Entry<String, List<Long>> cause : samples.entrySet()) {
                Ranks ranks = Ranks.of(first, cause.getValue());
                boolean same = Math.abs(ranks.chance() - 0.5) <= CHANCE_MARGIN
                        && Math.abs(ranks.medianRatio() - 1) <= MEDIAN_MARGIN;
                failures.merge(cause.getKey(), same ? 0 : 1, Integer::sum);
                figures.add(String.format(
                        Locale.ROOT,
                        "timing %s, round %d, %s: chance %.3f, median ratio %.3f",
                        group,
                        round + 1,
                        cause.getKey(),
                        ranks.chance(),
                        ranks.medianRatio()));
            }
        }
        // Whatever comes of it: the figures are what a reader wants to see.
        figures.forEach(System.out::println);
        String first = requests.keySet().iterator().next();
        assertThat(requests.keySet())
                .as("group %s against %s: %s", group, first, failures)
                .noneMatch(cause -> failures.getOrDefault(cause, 0) == ROUNDS);
    }

    private static Map<String, List<Long>> sample(int port, List<Map.Entry<String, String>> requests, long seed) {
        Random random = new Random(seed);
        Map<String, List<Long>> samples = new LinkedHashMap<>();
        List<Map.Entry<String, String>> order = new ArrayList<>();
        for (Map.Entry<String, String> request : requests) {
            samples.put(request.getKey(), new ArrayList<>());
            order.addAll(Collections.nCopies(SAMPLES, request));
        }
        Collections.shuffle(order, random);
        try (RawHttp http = RawHttp.connect(port)) {
            for (int i = 0; i < WARM_UP; i++) {
                String request = requests.get(random.nextInt(requests.size())).getValue();
                assertThat(http.send(request).read(false).status()).isEqualTo(401);
            }
            for (Map.Entry<String, String> request : order) {
                long start = System.nanoTime();
                http.send(request.getValue()).read(false);
                long took = System.nanoTime() - start;
                samples.computeIfAbsent(request.getKey(), key -> new ArrayList<>())
                        .add(took);
            }
        }
        return samples;
    }
}
