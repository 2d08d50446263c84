package io.keystile.ratelimit;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to Redis, made anew when it is lost. Never waits for it: a request that finds none can't tell. Nothing is sent
 * again after a connection was lost: it would be spent twice.
 */
final class RedisLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final int QUEUE = 10_000;

    private final RedisClient client;
    private final RedisURI uri;
    private @Nullable CompletableFuture<StatefulRedisConnection<String, String>> connecting;

    RedisLink(RedisURI uri) {
        this.uri = uri;
        uri.setTimeout(CONNECT_TIMEOUT);
        this.client = RedisClient.create();
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(QUEUE)
                .socketOptions(
                        SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).build())
                .build());
    }

    /** Gives the first connection its time, so that a service that starts beside a healthy Redis counts from its first request. */
    void await() {
        try {
            connect().get(2 * CONNECT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Redis can't be reached yet, rate limits are not counted there");
        }
    }

    /** The connection; null, and one on its way, if there is none. */
    @Nullable
    StatefulRedisConnection<String, String> connection() {
        CompletableFuture<StatefulRedisConnection<String, String>> current = connect();
        if (!current.isDone() || current.isCompletedExceptionally()) {
            return null;
        }
        StatefulRedisConnection<String, String> connection = current.getNow(null);
        return connection.isOpen() ? connection : null;
    }

    private synchronized CompletableFuture<StatefulRedisConnection<String, String>> connect() {
        CompletableFuture<StatefulRedisConnection<String, String>> current = connecting;
        if (current == null || isLost(current)) {
            current = client.connectAsync(StringCodec.ASCII, uri).toCompletableFuture();
            connecting = current;
        }
        return current;
    }

    private static boolean isLost(CompletableFuture<StatefulRedisConnection<String, String>> connecting) {
        return connecting.isCompletedExceptionally()
                || (connecting.isDone() && !connecting.join().isOpen());
    }

    /** Drops a connection that no answer comes from: the host may be gone without a word. */
    synchronized void renew() {
        CompletableFuture<StatefulRedisConnection<String, String>> current = connecting;
        if (current != null && current.isDone()) {
            connecting = null;
            if (!current.isCompletedExceptionally()) {
                // It may never close in peace; nobody waits for it.
                CompletableFuture<Void> unused = current.join().closeAsync();
            }
        }
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, CONNECT_TIMEOUT);
    }
}
