package io.keystile.policy;

import io.keystile.request.Target;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Values by a piece of a target's path: open addressing over a fixed set of keys, so that a look-up needs no substring.
 * The keys are the embedder's, at most half of the slots are taken, and hashes are compared first: what a caller sends
 * can't lengthen a probe.
 */
final class SegmentTable<V> {
    private final @Nullable String[] keys;
    private final int[] hashes;
    private final @Nullable Object[] values;
    private final int shift;

    SegmentTable(Map<String, V> entries) {
        int bits = 1;
        while ((1 << bits) < entries.size() * 2) {
            bits++;
        }
        keys = new String[1 << bits];
        hashes = new int[1 << bits];
        values = new Object[1 << bits];
        shift = 32 - bits;
        entries.forEach(this::put);
    }

    private void put(String key, V value) {
        int hash = key.hashCode();
        int slot = slot(hash);
        while (keys[slot] != null) {
            slot = (slot + 1) & (keys.length - 1);
        }
        keys[slot] = key;
        hashes[slot] = hash;
        values[slot] = value;
    }

    /** The value of the path's characters from one index to another, given their hash as a String would have it. */
    @SuppressWarnings("unchecked")
    @Nullable
    V get(Target target, int from, int to, int hash) {
        int slot = slot(hash);
        for (String key = keys[slot]; key != null; key = keys[slot]) {
            if (hashes[slot] == hash && key.length() == to - from && target.hasAt(from, key)) {
                return (V) values[slot];
            }
            slot = (slot + 1) & (keys.length - 1);
        }
        return null;
    }

    /** The value of a whole key. */
    @SuppressWarnings("unchecked")
    @Nullable
    V get(String key) {
        for (int slot = slot(key.hashCode()); keys[slot] != null; slot = (slot + 1) & (keys.length - 1)) {
            if (key.equals(keys[slot])) {
                return (V) values[slot];
            }
        }
        return null;
    }

    /** Every value. */
    @SuppressWarnings("unchecked")
    void forEach(Consumer<V> each) {
        for (Object value : values) {
            if (value != null) {
                each.accept((V) value);
            }
        }
    }

    /** One more character of a hash; starts from 0. */
    static int hash(int before, char next) {
        return 31 * before + next;
    }

    private int slot(int hash) {
        return (hash * 0x9E3779B9) >>> shift; // Fibonacci hashing: the upper bits are the mixed ones
    }
}
