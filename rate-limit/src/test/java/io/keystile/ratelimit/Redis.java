package io.keystile.ratelimit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import redis.embedded.RedisServer;

/** A real Redis for one test class. */
final class Redis implements AutoCloseable {
    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private final int port;
    private RedisServer server;

    private Redis() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
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
        return started;
    }

    void stop() {
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

    int port() {
        return port;
    }

    static String uri(int port) {
        return "redis://127.0.0.1:" + port;
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
