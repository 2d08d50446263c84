package io.keystile.key;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Rows by the hash of a key, for stores and caches in memory. A look-up reads one slot and the row behind it, which holds its
 * hash in place: two places in memory, where a map of hashes reads four. Readers take no lock and write nothing; writers hold
 * one lock of their own, always the same.
 *
 * @param <R> the rows
 */
public final class KeyTable<R extends KeyTable.Row> implements Iterable<R> {
    private static final int LEAST_SLOTS = 16;

    /** Stands where a row was, so that those that were put behind it are still found. */
    private static final Row GONE = new Gone();

    private volatile AtomicReferenceArray<@Nullable Row> slots = new AtomicReferenceArray<>(LEAST_SLOTS);
    private int taken;
    private final AtomicInteger rows = new AtomicInteger();

    /** An empty table. */
    public KeyTable() {}

    /** What stands in a table: a hash, and what a subclass keeps beside it. */
    public abstract static class Row {
        private final long first;
        private final long second;
        private final long third;
        private final long fourth;

        /** The row of a hash; null: of none, such a row is never found. */
        protected Row(@Nullable KeyHash hash) {
            this.first = hash == null ? 0 : hash.first;
            this.second = hash == null ? 0 : hash.second;
            this.third = hash == null ? 0 : hash.third;
            this.fourth = hash == null ? 0 : hash.fourth;
        }

        /** Whether it is that hash's, in a time that does not depend on where they differ. */
        final boolean isOf(long hashFirst, long hashSecond, long hashThird, long hashFourth) {
            return ((first ^ hashFirst) | (second ^ hashSecond) | (third ^ hashThird) | (fourth ^ hashFourth)) == 0;
        }

        final int slot() {
            return KeyHash.spread(first);
        }

        final boolean isOf(Row other) {
            return isOf(other.first, other.second, other.third, other.fourth);
        }
    }

    private static final class Gone extends Row {
        Gone() {
            super(null);
        }
    }

    /** The row of a hash; null if there is none. */
    public @Nullable R get(KeyHash hash) {
        return find(hash.first, hash.second, hash.third, hash.fourth);
    }

    /** The row of the same hash as another, which need not be of this table; null if there is none. */
    public @Nullable R like(Row other) {
        return find(other.first, other.second, other.third, other.fourth);
    }

    @SuppressWarnings("unchecked") // but for GONE, which is no hash's, all rows came in by put
    private @Nullable R find(long first, long second, long third, long fourth) {
        AtomicReferenceArray<@Nullable Row> now = slots;
        int last = now.length() - 1;
        for (int at = KeyHash.spread(first) & last; ; at = (at + 1) & last) {
            Row row = now.getAcquire(at);
            if (row == null) {
                return null;
            }
            if (row.isOf(first, second, third, fourth) && row != GONE) {
                return (R) row;
            }
        }
    }

    /** Puts a row in, in place of that of the same hash. */
    public void put(R row) {
        AtomicReferenceArray<@Nullable Row> now = slots;
        int last = now.length() - 1;
        int at = row.slot() & last;
        for (Row there = now.getPlain(at); there != null; there = now.getPlain(at)) {
            if (there != GONE && there.isOf(row)) {
                now.setRelease(at, row);
                return;
            }
            at = (at + 1) & last;
        }
        now.setRelease(at, row);
        rows.incrementAndGet();
        taken++;
        // At most half full: a look-up then reads little more than one row, and always ends.
        if (taken * 2 > now.length()) {
            rebuild();
        }
    }

    /** Takes a row out; does nothing if it is not there, or another in its place. */
    public boolean remove(Row row) {
        AtomicReferenceArray<@Nullable Row> now = slots;
        int last = now.length() - 1;
        int at = row.slot() & last;
        for (Row there = now.getPlain(at); there != null; there = now.getPlain(at)) {
            if (there == row) {
                now.setRelease(at, GONE);
                rows.decrementAndGet();
                return true;
            }
            at = (at + 1) & last;
        }
        return false;
    }

    /** Without what is gone, and with room for as many rows again. */
    private void rebuild() {
        AtomicReferenceArray<@Nullable Row> old = slots;
        int length = LEAST_SLOTS;
        while (length < rows.get() * 3L) {
            length *= 2;
        }
        AtomicReferenceArray<@Nullable Row> next = new AtomicReferenceArray<>(length);
        for (int i = 0; i < old.length(); i++) {
            Row row = old.getPlain(i);
            if (row != null && row != GONE) {
                int at = row.slot() & (length - 1);
                while (next.getPlain(at) != null) {
                    at = (at + 1) & (length - 1);
                }
                next.setPlain(at, row);
            }
        }
        taken = rows.get();
        slots = next;
    }

    /** How many rows there are. */
    public int size() {
        return rows.get();
    }

    /** The rows, as they stand or stood while this looked. */
    @Override
    public Iterator<R> iterator() {
        return new Rows<>(slots);
    }

    private static final class Rows<R extends Row> implements Iterator<R> {
        private final AtomicReferenceArray<@Nullable Row> slots;
        private int at;
        private @Nullable Row next;

        Rows(AtomicReferenceArray<@Nullable Row> slots) {
            this.slots = slots;
            advance();
        }

        private void advance() {
            Row row = GONE;
            while ((row == null || row == GONE) && at < slots.length()) {
                row = slots.getAcquire(at++);
            }
            next = row == GONE ? null : row;
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        @SuppressWarnings("unchecked")
        public R next() {
            Row row = next;
            if (row == null) {
                throw new NoSuchElementException();
            }
            advance();
            return (R) row;
        }
    }
}
