package io.keystile.authn;

import io.keystile.key.KeyHash;
import io.keystile.net.AddressRange;
import io.keystile.net.IpAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Admits slow checks: one at a time for each look-up id, a bound for all, in the order of their coming. Knows nothing of which
 * ids exist. Thread-safe; waits.
 */
final class SlowCheckGate {
    private static final int V4_NETWORK_BITS = 24;
    private static final int V6_NETWORK_BITS = 56;

    private final SlowCheckLimits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    /** Of checks that run or wait, in the order of their coming: few enough to be looked through. */
    private final List<Place> places = new ArrayList<>();

    SlowCheckGate(SlowCheckLimits limits) {
        this.limits = limits;
    }

    /** A place to run in, to be closed; null if there is none to be had. An address not known is a network of its own. */
    @Nullable
    Place enter(KeyHash id, @Nullable IpAddress client) {
        AddressRange network =
                client == null ? null : AddressRange.around(client, client.isV4() ? V4_NETWORK_BITS : V6_NETWORK_BITS);
        lock.lock();
        try {
            if (isFull(id, network)) {
                return null;
            }
            Place place = new Place(id, network);
            places.add(place);
            startNext();
            return awaitStart(place) ? place : null;
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull(KeyHash id, @Nullable AddressRange network) {
        int sameId = 0;
        int sameNetwork = 0;
        for (Place place : places) {
            sameId += place.id.equals(id) ? 1 : 0;
            sameNetwork += place.isOf(network) ? 1 : 0;
        }
        return places.size() >= limits.places()
                || sameId >= limits.placesPerId()
                || sameNetwork >= limits.placesPerNetwork();
    }

    private boolean awaitStart(Place place) {
        long left = limits.longestWait().toNanos();
        try {
            while (!place.running && left > 0) {
                left = moved.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!place.running) {
            places.remove(place);
        }
        return place.running;
    }

    /** Holding the lock: starts all that may run, the longest waiting first. */
    private void startNext() {
        int running = 0;
        for (Place place : places) {
            running += place.running ? 1 : 0;
        }
        Iterator<Place> waiting = places.iterator();
        while (running < limits.running() && waiting.hasNext()) {
            Place place = waiting.next();
            if (!place.running && !isIdRunning(place.id)) {
                place.running = true;
                running++;
            }
        }
        moved.signalAll();
    }

    private boolean isIdRunning(KeyHash id) {
        for (Place place : places) {
            if (place.running && place.id.equals(id)) {
                return true;
            }
        }
        return false;
    }

    /** One check's; fields but the id are guarded by the lock. */
    final class Place implements AutoCloseable {
        private final KeyHash id;
        private final @Nullable AddressRange network;
        private boolean running;

        private Place(KeyHash id, @Nullable AddressRange network) {
            this.id = id;
            this.network = network;
        }

        private boolean isOf(@Nullable AddressRange other) {
            return network == null ? other == null : network.equals(other);
        }

        /** Leaves it to the next. */
        @Override
        public void close() {
            lock.lock();
            try {
                places.remove(this);
                startNext();
            } finally {
                lock.unlock();
            }
        }
    }
}
