package io.keystile.examples.mandateapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Someone who gets a token on one node and uses it at once on the other, again and again; any failure is one of the test. */
final class Traffic implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final AtomicLong rounds = new AtomicLong();
    private final Future<?> running;
    private volatile boolean stopped;

    private Traffic(Service a, Service b, JsonNode principal) {
        this.running = thread.submit(() -> {
            while (!stopped) {
                b.byToken(a.token(principal), "GET", "/api/v1/agents", null).expect(200);
                a.byToken(b.token(principal), "GET", "/api/v1/agents", null).expect(200);
                rounds.incrementAndGet();
            }
        });
    }

    static Traffic between(Service a, Service b, JsonNode principal) {
        return new Traffic(a, b, principal);
    }

    /** Waits until two rounds are over: one at least began after this call. */
    void goesOn() {
        long enough = rounds.get() + 2;
        Promise.await("traffic", () -> running.isDone() || rounds.get() >= enough);
        assertThat(running.isDone()).as("a request failed").isFalse();
    }

    @Override
    public void close() {
        stopped = true;
        try {
            running.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new AssertionError("a request failed", e);
        } finally {
            thread.shutdownNow();
        }
    }
}
