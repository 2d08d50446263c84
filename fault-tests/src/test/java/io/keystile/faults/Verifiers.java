package io.keystile.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Threads that ask nodes for keys without an end, and judge every answer. */
final class Verifiers implements AutoCloseable {
    private static final int MOST_NOTED = 20;
    /** Leaves the processors to the nodes and the database, which share them. */
    private static final long PAUSE_NANOS = 300_000;

    private static final int MOST_RETIRED = 200;

    private final Duration maxStaleness;
    private final List<Thread> threads = new ArrayList<>();
    private final List<KeyHistory> keys = new CopyOnWriteArrayList<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Queue<KeyHistory> retired = new ConcurrentLinkedQueue<>();
    private final LongAdder answers = new LongAdder();
    private volatile boolean closed;

    private Verifiers(Duration maxStaleness) {
        this.maxStaleness = maxStaleness;
    }

    /** One thread for each of {@code nodes}; they begin when they are given keys. */
    static Verifiers of(Duration maxStaleness, Node... nodes) {
        Verifiers verifiers = new Verifiers(maxStaleness);
        for (Node node : nodes) {
            Thread thread = new Thread(() -> verifiers.run(node), "verifier");
            verifiers.threads.add(thread);
            thread.start();
        }
        return verifiers;
    }

    void ask(KeyHistory... more) {
        keys.addAll(List.of(more));
    }

    /** Goes on asking for a key that has ended, until as many others have ended since. */
    void retire(KeyHistory key) {
        retired.add(key);
        if (retired.size() > MOST_RETIRED) {
            keys.remove(retired.remove());
        }
    }

    private void run(Node node) {
        try (NodeLine line = node.line()) {
            while (!closed) {
                Object[] now = keys.toArray();
                if (now.length > 0) {
                    ask(line, (KeyHistory) now[ThreadLocalRandom.current().nextInt(now.length)]);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (RuntimeException e) {
            note("a verifier ended by " + e);
        }
    }

    private void ask(NodeLine line, KeyHistory history) {
        long sent = Clock.now();
        Answer answer = line.verify(history.key());
        String complaint = history.wrong(answer, sent, Clock.now(), maxStaleness);
        if (complaint != null) {
            note(complaint);
        }
        answers.increment();
    }

    private void note(String complaint) {
        if (wrong.size() < MOST_NOTED) {
            wrong.add(complaint);
        }
    }

    long answers() {
        return answers.sum();
    }

    void assertNothingWrong() {
        assertThat(wrong).isEmpty();
    }

    @Override
    public void close() {
        closed = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
