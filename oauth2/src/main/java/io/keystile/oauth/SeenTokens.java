package io.keystile.oauth;

import io.keystile.authn.VerifiedToken;
import io.keystile.key.KeyHash;
import io.keystile.key.KeyTable;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about tokens. Good ones are kept while they live and their key is there, up to a number, by the hash of
 * their end and the text before it, never as a whole; whoever was used since the last round stays (the clock
 * algorithm, Corbató 1968). Bad ones have a table of their own, of a fixed size and by the hash of their whole text, in which a
 * new one takes an old one's place: a flood of them drives out only its like. Reads take no lock.
 */
final class SeenTokens {
    private static final int BAD_PLACES = 4096;
    /** With each new token so many others have their turn to be found dead. */
    private static final int LOOKED_AT = 4;

    // Writers hold this object's lock.
    private final KeyTable<Good> good = new KeyTable<>();
    private final AtomicReferenceArray<@Nullable Bad> bad = new AtomicReferenceArray<>(BAD_PLACES);
    private final int max;
    private final InstantSource clock;
    private Iterator<Good> hand = Collections.emptyIterator();

    SeenTokens(int max, InstantSource clock) {
        this.max = max;
        this.clock = clock;
    }

    private static final class Good extends KeyTable.Row {
        private final String head;
        private final VerifiedToken token;
        private final long endMillis;
        private final TokenKey key;
        private volatile KeySet keys;
        // Races only let one stay longer, or go earlier.
        private boolean used;

        Good(TokenText text, VerifiedToken token, TokenKey key, KeySet keys) {
            super(text.hash());
            this.head = text.head();
            this.token = token;
            this.endMillis = token.end().toEpochMilli();
            this.key = key;
            this.keys = keys;
        }

        /** Whether its key is still among them; asked anew only when they have been read anew. */
        boolean stands(KeySet now) {
            if (keys == now) {
                return true;
            }
            TokenKey same = now.find(key.id());
            if (same == null || same.environment() != key.environment()) {
                return false;
            }
            keys = now;
            return true;
        }
    }

    /** A token that these keys did not make, or one past its end; that one with what it said. */
    private record Bad(KeyHash hash, KeySet keys, @Nullable VerifiedToken ended) {}

    /** A token that was found good under a key that is still there; null: not known. */
    @Nullable
    VerifiedToken good(TokenText text, KeySet keys) {
        Good known = good.get(text.hash());
        if (known == null || !text.hasHead(known.head)) {
            return null;
        }
        if (!known.stands(keys)) {
            remove(known);
            return null;
        }
        if (!known.used) {
            known.used = true;
        }
        if (known.endMillis <= clock.millis()) {
            remove(known);
            end(text.whole(), keys, known.token);
        }
        return known.token;
    }

    void keep(TokenText text, VerifiedToken token, TokenKey key, KeySet keys) {
        if (token.end().toEpochMilli() <= clock.millis()) {
            end(text.whole(), keys, token);
            return;
        }
        put(new Good(text, token, key, keys));
    }

    private synchronized void remove(Good known) {
        good.remove(known);
    }

    private synchronized void put(Good next) {
        good.put(next);
        makeRoom();
    }

    private void makeRoom() {
        long now = clock.millis();
        int full = good.size() > max ? 2 * good.size() : 0;
        for (int steps = Math.max(LOOKED_AT, full); steps > 0; steps--) {
            if (!hand.hasNext()) {
                hand = good.iterator();
                if (!hand.hasNext()) {
                    return;
                }
            }
            Good token = hand.next();
            if (token.endMillis <= now || (good.size() > max && !token.used)) {
                good.remove(token);
            }
            if (good.size() > max) {
                token.used = false;
            } else if (full > 0) {
                return;
            }
        }
    }

    void reject(KeyHash hash, KeySet keys) {
        bad.set(place(hash), new Bad(hash, keys, null));
    }

    private void end(KeyHash hash, KeySet keys, VerifiedToken token) {
        bad.set(place(hash), new Bad(hash, keys, token));
    }

    /** Whether it was found bad under these very keys. */
    boolean isBad(KeyHash hash, KeySet keys) {
        return found(hash, keys) != null;
    }

    /** What a token past its end had said; null of any other. */
    @Nullable
    VerifiedToken ended(KeyHash hash, KeySet keys) {
        Bad known = found(hash, keys);
        return known == null ? null : known.ended;
    }

    private @Nullable Bad found(KeyHash hash, KeySet keys) {
        Bad known = bad.get(place(hash));
        return known != null && known.keys == keys && known.hash.equals(hash) ? known : null;
    }

    private static int place(KeyHash hash) {
        return hash.hashCode() & (BAD_PLACES - 1);
    }

    int size() {
        return good.size();
    }
}
