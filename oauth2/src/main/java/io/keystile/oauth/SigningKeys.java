package io.keystile.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.keystile.key.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that sign and check access tokens: read from a JWK set (RFC 7517) that all nodes share, or made at start. Each key
 * is of one environment and has one algorithm; it is known by its thumbprint (RFC 7638), whatever {@code kid} a file gives it.
 *
 * <p>In the file each key says {@code "env":"live"} or {@code "env":"sandbox"}. One without its private half only checks. Of
 * several that could sign, the one with the latest {@code nbf} that has come does; without any, the first. A key that is taken
 * out of the file is dead with the next reading, and so are its tokens. Thread-safe.
 */
public final class SigningKeys implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
    private static final Duration LEAST = Duration.ofMillis(50);
    private static final Duration MOST = Duration.ofHours(1);
    private static final int MAX_FILE = 1024 * 1024;
    private static final int RSA_BITS = 2048;

    private final @Nullable Path file;
    private final InstantSource clock;
    private final @Nullable ScheduledExecutorService thread;
    private final LongSupplier nanos;
    /** How old a reading may be that is believed; 0: of any age. */
    private final long longestNanos;

    private volatile long triedNanos;
    private volatile boolean closed;
    private byte[] read = new byte[0];
    private volatile KeySet current;
    private volatile SigningKeysHealth health;

    /** Of a file, read once by now; null: of keys that were made. */
    SigningKeys(@Nullable Path file, @Nullable KeySet made, InstantSource clock, @Nullable Duration rereadEvery) {
        this(file, made, clock, rereadEvery, System::nanoTime);
    }

    SigningKeys(
            @Nullable Path file,
            @Nullable KeySet made,
            InstantSource clock,
            @Nullable Duration rereadEvery,
            LongSupplier nanos) {
        this.file = file;
        this.clock = clock;
        this.nanos = nanos;
        this.longestNanos = rereadEvery == null ? 0 : rereadEvery.toNanos();
        this.triedNanos = nanos.getAsLong();
        this.current = made != null ? made : KeySet.of(List.of());
        this.health = new SigningKeysHealth(clock.instant(), null);
        if (file != null) {
            take(file);
        }
        this.thread = rereadEvery == null ? null : rereading(rereadEvery);
    }

    /**
     * Reads a file, and reads it again every so often, until closed. One that is broken then is not used: the keys before it
     * stay, and log and {@link #health()} say so. Where the reading is overdue, after a pause of the process, the next token waits
     * for it.
     *
     * @param rereadEvery 50 ms to an hour: a removed key's tokens may be taken for that long, so at most the {@code
     *     maxStaleness} that holds for credentials
     * @throws KeyFileException if it can't be read, or a key in it is not fit
     */
    public static SigningKeys fromFile(Path file, Duration rereadEvery) {
        if (rereadEvery.compareTo(LEAST) < 0 || rereadEvery.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("rereadEvery: is " + rereadEvery + ", must be " + LEAST + " to " + MOST);
        }
        return new SigningKeys(file, null, InstantSource.system(), rereadEvery);
    }

    /**
     * Fresh keys, one for each environment, that nobody else knows: tokens die with this process, and no other node takes
     * them. For demonstrations and tests.
     */
    public static SigningKeys madeForThisProcess(TokenAlgorithm algorithm) {
        List<TokenKey> keys = new ArrayList<>();
        for (Environment environment : Environment.values()) {
            keys.add(KeyReader.of(make(algorithm), environment, Instant.EPOCH));
        }
        return new SigningKeys(null, KeySet.of(keys), InstantSource.system(), null);
    }

    private static JWK make(TokenAlgorithm algorithm) {
        try {
            return switch (algorithm) {
                case ES256 -> new ECKeyGenerator(Curve.P_256).generate();
                case RS256 -> new RSAKeyGenerator(RSA_BITS).generate();
                case EDDSA -> Ed25519.required(() -> Ed25519.generate(new SecureRandom()));
            };
        } catch (JOSEException e) {
            throw new IllegalStateException("this platform makes no key for " + algorithm, e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nothing to learn from it: a reading throws nothing
    private ScheduledExecutorService rereading(Duration every) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread daemon = new Thread(work, "keystile-token-keys");
            daemon.setDaemon(true);
            return daemon;
        });
        // Twice as often as must be, so that no request finds it overdue while the thread runs.
        executor.scheduleWithFixedDelay(this::reread, every.toNanos() / 2, every.toNanos() / 2, TimeUnit.NANOSECONDS);
        return executor;
    }

    /** Reads the file again; throws nothing, so that the next time comes. */
    void reread() {
        Path known = file;
        if (known == null) {
            return;
        }
        long begun = nanos.getAsLong();
        try {
            take(known);
        } catch (RuntimeException e) {
            String problem = e instanceof KeyFileException
                    ? String.valueOf(e.getMessage())
                    : e.getClass().getName();
            if (!problem.equals(health.problem())) {
                LOG.error("The signing keys stay as they were: {}", problem);
            }
            health = new SigningKeysHealth(health.readAt(), problem);
        }
        triedNanos = begun;
    }

    /** For a process that stood still, or whose thread did: what was read before may not be what is true. */
    private synchronized void rereadIfOverdue() {
        if (isOverdue()) {
            reread();
        }
    }

    private boolean isOverdue() {
        return longestNanos > 0 && !closed && nanos.getAsLong() - triedNanos > longestNanos;
    }

    private synchronized void take(Path known) {
        byte[] bytes = bytes(known);
        if (bytes.length == 0 || !Arrays.equals(bytes, read)) {
            try {
                current = KeySet.read(bytes);
            } catch (KeyFileException e) {
                throw new KeyFileException(known + ": " + e.getMessage());
            }
            LOG.info("Read {} keys of access tokens from {}", current.size(), known);
            read = bytes;
        }
        health = new SigningKeysHealth(clock.instant(), null);
    }

    private static byte[] bytes(Path known) {
        try {
            if (Files.size(known) > MAX_FILE) {
                throw new KeyFileException(known + ": is larger than 1 MiB");
            }
            return Files.readAllBytes(known);
        } catch (IOException e) {
            throw new KeyFileException(
                    known + ": can't be read: " + e.getClass().getSimpleName());
        }
    }

    /** The keys as they were at most {@code rereadEvery} ago, unless the file was broken since. */
    KeySet current() {
        if (isOverdue()) {
            rereadIfOverdue();
        }
        return current;
    }

    /** How the keys are. */
    public SigningKeysHealth health() {
        SigningKeysHealth known = health;
        if (known.problem() != null) {
            return known;
        }
        Instant now = clock.instant();
        for (Environment environment : Environment.values()) {
            if (current.knows(environment) && current.signer(environment, now) == null) {
                return new SigningKeysHealth(known.readAt(), "no key signs for " + environment);
            }
        }
        return known;
    }

    /** Reads the file no more. */
    @Override
    public void close() {
        closed = true;
        if (thread != null) {
            thread.shutdownNow();
        }
    }
}
