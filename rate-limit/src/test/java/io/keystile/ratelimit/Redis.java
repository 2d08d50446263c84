package io.keystile.ratelimit;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import redis.embedded.RedisServer;

/** A real Redis for one test class. */
final class Redis implements AutoCloseable {
    private static final AtomicInteger PREFIXES = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final int port;
    private RedisServer server;
    private long processId;
    private boolean isFrozen;

    private Redis() throws IOException {
        try (ServerSocket free = LowPorts.listen(1)) {
            port = free.getLocalPort();
        }
        server = started();
    }

    static Redis start() {
        try {
            return new Redis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RedisServer started() throws IOException {
        RedisServer started = RedisServer.newRedisServer()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .build();
        started.start();
        processId = askProcessId();
        return started;
    }

    /** Stops the process where it is (SIGSTOP): it takes connections, by the kernel, and answers nothing. */
    void freeze() {
        signal("-STOP");
        isFrozen = true;
    }

    void thaw() {
        signal("-CONT");
        isFrozen = false;
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", name, Long.toString(processId)).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("kill " + name + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void stop() {
        if (isFrozen) {
            thaw(); // or it would never hear that it is to end
        }
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new one, empty, in the same place. */
    void startAgain() {
        try {
            server = started();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long askProcessId() {
        try (RedisClient client = RedisClient.create(uri(port));
                StatefulRedisConnection<String, String> connection = client.connect()) {
            return connection
                    .sync()
                    .info("server")
                    .lines()
                    .filter(line -> line.startsWith("process_id:"))
                    .mapToLong(line -> Long.parseLong(line.substring("process_id:".length())))
                    .findFirst()
                    .orElseThrow();
        }
    }

    int port() {
        return port;
    }

    static String uri(int port) {
        return "redis://127.0.0.1:" + port;
    }

    /** The same, once it has its connection, which takes a busy machine longer than a start waits. */
    static RedisRateLimiter connected(RedisRateLimiter limiter) {
        long start = System.nanoTime();
        while (!limiter.isConnected()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException("Redis can't be reached");
            }
            Thread.onSpinWait();
        }
        return limiter;
    }

    /** Keys of their own for each limiter. */
    static String prefix() {
        return "test" + PREFIXES.incrementAndGet() + ":";
    }

    @Override
    public void close() {
        stop();
    }
}
