package io.keystile.policy;

import java.util.ArrayList;
import java.util.List;
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

    /** A key with its hash and its value: one place in memory, where three arrays would be three. */
    static final class Entry<V> {
        private final String key;
        private final int hash;
        final V value;

        private Entry(String key, V value) {
            this.key = key;
            this.hash = key.hashCode();
            this.value = value;
        }

        int length() {
            return key.length();
        }

        private boolean isSegmentAt(String text, int from, int end) {
            int to = from + key.length();
            return (to == end || (to < end && text.charAt(to) == '/')) && text.startsWith(key, from);
        }
    }

    private final @Nullable Entry<V>[] slots;
    private final int shift;
    /** All of them where they are few: then comparing them is faster than hashing a segment. */
    private final Entry<V>[] few;

    @SuppressWarnings({"unchecked", "rawtypes"}) // no array of a generic type can be made otherwise
    SegmentTable(Map<String, V> entries) {
        int bits = 1;
        while ((1 << bits) < entries.size() * 2) {
            bits++;
        }
        slots = new Entry[1 << bits];
        shift = 32 - bits;
        List<Entry<V>> all = new ArrayList<>();
        entries.forEach((key, value) -> all.add(new Entry<>(key, value)));
        all.forEach(this::put);
        few = all.size() <= FEW ? all.toArray(new Entry[0]) : new Entry[0];
    }

    private void put(Entry<V> entry) {
        int slot = slot(entry.hash);
        while (slots[slot] != null) {
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = entry;
    }

    /** Where the segment ends that starts there. */
    static int endOf(String text, int from, int end) {
        int at = from;
        while (at < end && text.charAt(at) != '/') {
            at++;
        }
        return at;
    }

    /** The entry of the whole segment that starts there; null if there is none. */
    @Nullable
    Entry<V> segmentAt(String text, int from, int end) {
        for (Entry<V> entry : few) {
            if (entry.isSegmentAt(text, from, end)) {
                return entry;
            }
        }
        if (few.length > 0) {
            return null;
        }
        int hash = 0;
        int to = from;
        for (; to < end && text.charAt(to) != '/'; to++) {
            hash = 31 * hash + text.charAt(to); // as a String's own
        }
        return entry(text, from, to, hash);
    }

    /** The value of the characters from one index to another; needs no substring. */
    @Nullable
    V get(String text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        Entry<V> entry = entry(text, from, to, hash);
        return entry == null ? null : entry.value;
    }

    private @Nullable Entry<V> entry(String text, int from, int to, int hash) {
        int slot = slot(hash);
        for (Entry<V> entry = slots[slot]; entry != null; entry = slots[slot]) {
            if (entry.hash == hash && entry.key.length() == to - from && text.startsWith(entry.key, from)) {
                return entry;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return null;
    }

    /** The key, if it is alone; else null. */
    @Nullable
    String onlyKey() {
        return few.length == 1 ? few[0].key : null;
    }

    /** The value of a whole key. */
    @Nullable
    V get(String key) {
        return get(key, 0, key.length());
    }

    /** Every value. */
    void forEach(Consumer<V> each) {
        for (Entry<V> entry : slots) {
            if (entry != null) {
                each.accept(entry.value);
            }
        }
    }

    private int slot(int hash) {
        return (hash * 0x9E3779B9) >>> shift; // Fibonacci hashing: the upper bits are the mixed ones
    }
}
