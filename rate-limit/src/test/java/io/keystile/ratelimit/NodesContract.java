package io.keystile.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.authn.RateLimiter;
import io.keystile.authn.RateVerdict;
import io.keystile.credential.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Several nodes at once, on real time, each by a clock of its own. */
final class NodesContract {
    private static final int THREADS_EACH = 2;
    private static final int SAMPLES = 200;

    private final Limit limit;
    private final Duration load;
    private final Duration patience;

    /** A request, from before it was asked to after. */
    private record Asked(long from, long to, boolean within) {}

    NodesContract(Limit limit, Duration load) {
        this(limit, load, Duration.ofMinutes(1));
    }

    /** Asks for {@code load}, or, while nobody was refused, for {@code patience}. */
    NodesContract(Limit limit, Duration load, Duration patience) {
        this.limit = limit;
        this.load = load;
        this.patience = patience;
    }

    /**
     * Asks as fast as the nodes can, from all threads at once, and longer where the machine is so busy that nobody was refused;
     * checks that no time d sees more than N + N·d/T + {@code over} let on, and none refused below that.
     */
    void holds(List<? extends RateLimiter> nodes, long over) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(nodes.size() * THREADS_EACH);
        CyclicBarrier start = new CyclicBarrier(nodes.size() * THREADS_EACH);
        AtomicBoolean refused = new AtomicBoolean();
        List<Future<List<Asked>>> running = new ArrayList<>();
        try {
            for (RateLimiter node : nodes) {
                for (int i = 0; i < THREADS_EACH; i++) {
                    running.add(threads.submit(() -> ask(node, start, refused)));
                }
            }
            List<Asked> all = new ArrayList<>();
            for (Future<List<Asked>> each : running) {
                all.addAll(each.get());
            }
            check(all, over);
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Asked> ask(RateLimiter node, CyclicBarrier start, AtomicBoolean refused)
            throws InterruptedException, BrokenBarrierException {
        start.await();
        List<Asked> asked = new ArrayList<>();
        long begun = System.nanoTime();
        for (long from = begun; from - begun < (refused.get() ? load : patience).toNanos(); from = System.nanoTime()) {
            RateVerdict verdict = Requests.spend(node, "hot", 1);
            assertThat(verdict).isNotInstanceOf(RateVerdict.Unknown.class);
            asked.add(new Asked(from, System.nanoTime(), verdict instanceof RateVerdict.Within));
            if (verdict instanceof RateVerdict.Over) {
                refused.set(true);
            }
        }
        return asked;
    }

    private void check(List<Asked> all, long over) {
        List<Asked> within = all.stream()
                .filter(Asked::within)
                .sorted(Comparator.comparingLong(Asked::to))
                .toList();
        for (int i = 0; i < within.size(); i++) {
            long from = Long.MAX_VALUE;
            for (int j = i; j < within.size(); j++) {
                from = Math.min(from, within.get(j).from());
                int count = j - i + 1;
                if (count > most(within.get(j).to() - from) * 1.01 + over) {
                    throw new AssertionError(count + " were let on in "
                            + Duration.ofNanos(within.get(j).to() - from) + ", from request " + i);
                }
            }
        }
        List<Asked> refused = all.stream().filter(asked -> !asked.within()).toList();
        System.out.printf("%s over %s: %d let on, %d refused%n", limit, load, within.size(), refused.size());
        assertThat(refused).isNotEmpty();
        for (int i = 0; i < refused.size(); i += 1 + refused.size() / SAMPLES) {
            assertThat(fullest(within, refused.get(i)))
                    .as("let on in some time before refusal %d, beyond what was refilled in it", i)
                    .isGreaterThanOrEqualTo(limit.requests() * 0.99 - 1 - over);
        }
    }

    /** Of all times that end with a refusal, the most that was let on beyond what was refilled meanwhile. */
    private double fullest(List<Asked> within, Asked refused) {
        int known = (int)
                within.stream().filter(asked -> asked.from() < refused.to()).count();
        double fullest = 0;
        for (int i = 0; i < known; i++) {
            double refilled = most(Math.max(0, refused.from() - within.get(i).to())) - limit.requests();
            fullest = Math.max(fullest, known - i - refilled);
        }
        return fullest;
    }

    private double most(long nanos) {
        return limit.requests()
                + limit.requests() * (double) nanos / limit.per().toNanos();
    }
}
