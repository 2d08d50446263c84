package io.keystile.cache;

import io.keystile.store.CacheLimits;
import io.keystile.store.Freshness;
import java.time.Duration;
import java.time.Instant;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A check while the changes are read. The key was revoked at 50 ms; the read was sent at 60 ms, and it is 155 ms when it is
 * done: from 150 ms on nobody may act on the old record, though a read was sent less than 100 ms ago.
 */
@JCStressTest
@Outcome(id = "0, 60", expect = Expect.ACCEPTABLE, desc = "asked again")
@Outcome(id = "0, 155", expect = Expect.ACCEPTABLE, desc = "asked again")
@Outcome(id = "1, 60", expect = Expect.ACCEPTABLE, desc = "the old record, in its time")
@Outcome(id = "1, 155", expect = Expect.FORBIDDEN, desc = "the old record, too late")
@State
public class CheckAndRead {
    private static final long MILLI = 1_000_000;

    private final Entries entries = new Entries(CacheLimits.defaults());
    private final Trust trust;
    private volatile long nanos = 60 * MILLI;
    private long seen;

    /** The key is cached, and was proved at 0. */
    public CheckAndRead() {
        // Read by the checking thread alone.
        Clocks clocks = new Clocks(() -> Instant.ofEpochMilli(seen / MILLI), () -> seen = nanos);
        trust = new Trust(clocks, Freshness.withoutOutageGrace().withMaxStaleness(Duration.ofMillis(100)), true);
        Moment start = new Moment(0, 0);
        entries.store(Versions.HASH, Versions.ACTIVE, start, entries.stamp());
        trust.prove(start);
    }

    /** As {@link CachedStore#find} does. */
    @Actor
    public void check(II_Result r) {
        Moment proof = trust.proof();
        Entry entry = entries.get(Versions.HASH);
        boolean believed = entry != null && !entry.isStale() && trust.believes(entry, proof);
        r.r1 = believed ? 1 : 0;
        r.r2 = (int) ((believed ? seen : nanos) / MILLI);
    }

    /** As {@link FeedReader} does. */
    @Actor
    public void read() {
        entries.apply(Versions.CHANGE);
        trust.prove(new Moment(60 * MILLI, 60));
        nanos = 155 * MILLI;
    }
}
