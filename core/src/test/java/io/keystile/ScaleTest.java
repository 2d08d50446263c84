package io.keystile;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.net.AddressRanges;
import io.keystile.net.IpAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.policy.Judgement;
import io.keystile.request.Target;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What large allowlists and policies cost to load and to ask, printed: the figures of docs/RATIONALE.md. Fails on no time,
 * so no ordinary build runs it: {@code mvn test -pl core -Dtest=ScaleTest -Dkeystile.scale=true}.
 */
@Tag("scale")
@EnabledIfSystemProperty(named = "keystile.scale", matches = "true", disabledReason = "measures: wants a quiet machine")
class ScaleTest {
    private static final int ASKED = 1 << 16;
    private static final int HOT = 10;
    private static final int REPEATS = 7;

    @Test
    void allowlists() {
        for (int count : new int[] {10, 1_000, 100_000}) {
            SplittableRandom random = new SplittableRandom(count);
            String[] entries = IntStream.range(0, count)
                    .mapToObj(i -> address(random) + "/32")
                    .toArray(String[]::new);
            double load = millis(() -> AddressRanges.of(entries));
            AddressRanges ranges = AddressRanges.of(entries);
            IpAddress[] anywhere = addresses(entries, count, random);
            IpAddress[] hot = addresses(entries, HOT, random);
            print(
                    "%,d ranges",
                    count, load, nanos(i -> ranges.contains(anywhere[i])), nanos(i -> ranges.contains(hot[i])));
        }
    }

    @Test
    void policies() {
        for (int count : new int[] {10, 1_000, 10_000}) {
            String file = file(count);
            double load = millis(() -> AccessPolicy.read("scale.json", new StringReader(file)));
            AccessPolicy policy = AccessPolicy.read("scale.json", new StringReader(file));
            Target[] anywhere = targets(count);
            Target[] hot = targets(HOT);
            print(
                    "%,d rules from a file",
                    count,
                    load,
                    nanos(i -> policy.judge("GET", anywhere[i]).kind() == Judgement.Kind.GUARDED),
                    nanos(i -> policy.judge("GET", hot[i]).kind() == Judgement.Kind.GUARDED));
        }
    }

    private static String address(SplittableRandom random) {
        return IntStream.range(0, 4)
                .mapToObj(i -> Integer.toString(random.nextInt(256)))
                .collect(Collectors.joining("."));
    }

    private static IpAddress known(String entry) {
        return Objects.requireNonNull(IpAddress.parse(entry.substring(0, entry.indexOf('/'))));
    }

    private static String file(int rules) {
        return IntStream.range(0, rules)
                .mapToObj(i ->
                        "{\"path\": \"/api/r" + i / 10 + "/{id}/s" + i % 10 + "\", \"scope\": \"scope:" + i + "\"}")
                .collect(Collectors.joining(",", "{\"guard\": [\"/api\"], \"rules\": [", "]}"));
    }

    /** Half of them in one of the first {@code known} ranges, half of them anywhere. */
    private static IpAddress[] addresses(String[] entries, int known, SplittableRandom random) {
        return IntStream.range(0, ASKED)
                .mapToObj(i -> i % 2 == 0 ? known(entries[i / 2 % known]) : IpAddress.parse(address(random)))
                .toArray(IpAddress[]::new);
    }

    /** Under one of the first {@code known} rules each, in random order. */
    private static Target[] targets(int known) {
        SplittableRandom random = new SplittableRandom(known);
        return IntStream.range(0, ASKED)
                .map(i -> random.nextInt(known))
                .mapToObj(rule ->
                        Target.parse("/api/r" + rule / 10 + "/x" + random.nextInt(ASKED) + "/s" + rule % 10, ""))
                .toArray(Target[]::new);
    }

    private static double millis(Supplier<?> load) {
        return least(() -> {
                    assertThat(load.get()).isNotNull();
                    return 1;
                })
                / 1e6;
    }

    private static double nanos(IntPredicate ask) {
        return least(() -> {
            int yes = 0;
            for (int round = 0; round < 16; round++) {
                for (int i = 0; i < ASKED; i++) {
                    yes += ask.test(i) ? 1 : 0;
                }
            }
            assertThat(yes).isPositive();
            return 16 * ASKED;
        });
    }

    /** Nanoseconds for one of what {@code work} did, in the best of some runs: what else the machine does only adds. */
    private static double least(Supplier<Integer> work) {
        double[] times = new double[REPEATS];
        for (int i = 0; i < 2 * REPEATS; i++) {
            long start = System.nanoTime();
            int done = work.get();
            times[i % REPEATS] = (double) (System.nanoTime() - start) / done;
        }
        Arrays.sort(times);
        return times[0];
    }

    private static void print(String what, int count, double loadMillis, double anywhere, double hot) {
        System.out.println(String.format(
                Locale.ROOT,
                "scale: " + what + ": loaded in %.1f ms, asked anywhere in %.0f ns, about ten of them in %.0f ns",
                count,
                loadMillis,
                anywhere,
                hot));
    }
}
