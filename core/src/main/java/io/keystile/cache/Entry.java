package io.keystile.cache;

import io.keystile.key.KeyHash;
import io.keystile.key.KeyTable;
import io.keystile.store.KeyMatch;
import org.jspecify.annotations.Nullable;

/**
 * What one key was found to be. Three kinds: a credential's key; nobody's; and <em>stale</em>, a credential's key of which
 * only that is known any more, kept so that its next look-up is not taken for a stranger's.
 */
final class Entry extends KeyTable.Row {
    /** A hash, or a {@link Generation}. */
    private final Object key;

    private final @Nullable KeyMatch match;
    private final boolean stale;

    // Moves forward when the same is read again: whoever sees either moment is right.
    private volatile Moment read;
    // The same in place: a Moment of its own is another look into memory for each request.
    private volatile long readNanos;
    // Races only let an entry live longer, or go earlier.
    private boolean used = true;
    private int idleRounds;

    private Entry(Object key, @Nullable KeyMatch match, boolean stale, Moment read) {
        super(key instanceof KeyHash hash ? hash : null);
        this.key = key;
        this.match = match;
        this.stale = stale;
        this.read = read;
        this.readNanos = read.nanos();
    }

    static Entry of(Object key, @Nullable KeyMatch match, Moment read) {
        return new Entry(key, match, false, read);
    }

    Entry asStale() {
        Entry stale = new Entry(key, null, true, read);
        stale.used = used;
        stale.idleRounds = idleRounds;
        return stale;
    }

    Object key() {
        return key;
    }

    @Nullable
    KeyMatch match() {
        return match;
    }

    boolean isStale() {
        return stale;
    }

    /** Whether it is nobody's key. */
    boolean isUnknown() {
        return match == null && !stale;
    }

    Moment read() {
        return read;
    }

    void readAgain(Moment sent) {
        if (sent.isAfter(read)) {
            read = sent;
            readNanos = sent.nanos();
        }
    }

    /** Whether it was read less than so long ago. */
    boolean isReadWithin(long spanNanos, long nowNanos) {
        return nowNanos - readNanos < spanNanos;
    }

    /** Written once a round at most, so that threads that read one hot entry don't take it from each other. */
    void touch() {
        if (!used) {
            used = true;
        }
    }

    /** Whether it was used since this was asked last. */
    boolean takeUse() {
        boolean was = used;
        used = false;
        return was;
    }

    /** In how many rounds running it was not used, this one included. */
    int countIdleRound() {
        idleRounds = takeUse() ? 0 : idleRounds + 1;
        return idleRounds;
    }
}
