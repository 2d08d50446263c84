package io.keystile.policy;

import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Values by a piece of a target's path: open addressing over a fixed set of keys, so that a look-up needs no substring.
 * The keys are the embedder's, at most half of the slots are taken, and hashes are compared first: what a caller sends
 * can't lengthen a probe.
 */
final class SegmentTable<V> {
    private static final int FEW = 3;

    private final @Nullable String[] keys;
    private final int[] hashes;
    private final @Nullable Object[] values;
    private final int shift;
    /** All keys where they are few: then comparing them is faster than hashing a segment. */
    private final String[] few;

    private final Object[] fewValues;

    SegmentTable(Map<String, V> entries) {
        boolean areFew = entries.size() <= FEW;
        few = areFew ? entries.keySet().toArray(new String[0]) : new String[0];
        fewValues = areFew ? entries.values().toArray() : new Object[0];
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

    /** Where the segment ends that starts there. */
    static int endOf(String text, int from, int end) {
        int at = from;
        while (at < end && text.charAt(at) != '/') {
            at++;
        }
        return at;
    }

    /** Which of the few keys is the whole segment that starts there; negative if none, or the keys are many. */
    int fewAt(String text, int from, int end) {
        for (int i = 0; i < few.length; i++) {
            int to = from + few[i].length();
            if ((to == end || (to < end && text.charAt(to) == '/')) && text.startsWith(few[i], from)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether {@link #fewAt} knows all keys. */
    boolean hasFew() {
        return few.length > 0;
    }

    /** The key, if it is alone; else null. */
    @Nullable
    String onlyKey() {
        return few.length == 1 ? few[0] : null;
    }

    /** How long that key is. */
    int lengthOfFew(int index) {
        return few[index].length();
    }

    /** The value of that key. */
    @SuppressWarnings("unchecked")
    V ofFew(int index) {
        return (V) fewValues[index];
    }

    /** The value of the characters from one index to another; needs no substring. */
    @SuppressWarnings("unchecked")
    @Nullable
    V get(String text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text.charAt(i); // as a String's own
        }
        int slot = slot(hash);
        for (String key = keys[slot]; key != null; key = keys[slot]) {
            if (hashes[slot] == hash && key.length() == to - from && text.startsWith(key, from)) {
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

    private int slot(int hash) {
        return (hash * 0x9E3779B9) >>> shift; // Fibonacci hashing: the upper bits are the mixed ones
    }
}
