package io.keystile.benchmarks;

import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.key.KeyGenerator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What no check can go below: the hash of a key, and its place in a map. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Floors {
    /** How many keys are in the map. */
    @Param("100000")
    public int keys = Population.KEYS;

    private final Map<Hash, String> owners = new ConcurrentHashMap<>();
    private String[] asked = {};

    /** Made by JMH. */
    public Floors() {}

    /** A digest of the thread's own. */
    @State(Scope.Thread)
    public static class Digest {
        private final MessageDigest sha256 = sha256();
        private final byte[] hash = new byte[32];

        /** Made by JMH. */
        public Digest() {}

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        byte[] of(String text) throws DigestException {
            sha256.update(text.getBytes(StandardCharsets.ISO_8859_1));
            sha256.digest(hash, 0, hash.length);
            return hash;
        }
    }

    /** The bytes of a hash, as anyone would write them for a map. */
    record Hash(long first, long second, long third, long fourth) {
        static Hash of(byte[] bytes) {
            ByteBuffer from = ByteBuffer.wrap(bytes);
            return new Hash(from.getLong(), from.getLong(), from.getLong(), from.getLong());
        }

        @Override
        public int hashCode() {
            return (int) first;
        }
    }

    /** Makes the keys, and a map of whose they are; asks for a million of them at most. */
    @Setup
    public void make() throws DigestException {
        KeyGenerator generator = new KeyGenerator();
        KeyFormat format = KeyFormat.withPrefix("acme");
        Digest digest = new Digest();
        asked = new String[Math.min(keys, Population.MOST_ASKED)];
        int step = keys / asked.length;
        for (int i = 0; i < keys; i++) {
            String key = generator.next(format, Environment.LIVE).reveal();
            owners.put(Hash.of(digest.of(key)), "prn_" + i);
            if (i % step == 0 && i / step < asked.length) {
                asked[i / step] = key;
            }
        }
        asked = Population.sideBySide(asked);
        check(digest);
    }

    private void check(Digest digest) throws DigestException {
        byte[] expected = Digest.sha256().digest(asked[0].getBytes(StandardCharsets.US_ASCII));
        Expected.that(Arrays.equals(digest.of(asked[0]), expected), "another hash");
        int step = keys / asked.length;
        for (int i = 0; i < asked.length; i++) {
            Expected.that(("prn_" + i * step).equals(owners.get(Hash.of(digest.of(asked[i])))), "another owner");
        }
    }

    private String any() {
        return asked[ThreadLocalRandom.current().nextInt(asked.length)];
    }

    /** SHA-256 of one key, with a digest that is kept. */
    @Benchmark
    public byte[] bare(Digest digest) throws DigestException {
        return digest.of(asked[0]);
    }

    /** SHA-256 of any key, where it is found in a map, and what time it is by both clocks. */
    @Benchmark
    public @Nullable String floor(Digest digest, Blackhole clocks) throws DigestException {
        String owner = owners.get(Hash.of(digest.of(any())));
        clocks.consume(System.currentTimeMillis());
        clocks.consume(System.nanoTime());
        return owner;
    }

    /** The same of one key alone. */
    @Benchmark
    public @Nullable String hotFloor(Digest digest, Blackhole clocks) throws DigestException {
        String owner = owners.get(Hash.of(digest.of(asked[0])));
        clocks.consume(System.currentTimeMillis());
        clocks.consume(System.nanoTime());
        return owner;
    }
}
