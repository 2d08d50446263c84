package io.keystile.cache;

import io.keystile.store.CacheLimits;
import io.keystile.store.KeyMatch;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A load and a revocation of the same key: the load never puts back what the revocation has ended. */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "to be asked again")
@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "loaded after the revocation")
@Outcome(
        id = {"1", "3"},
        expect = Expect.FORBIDDEN,
        desc = "put back")
@State
public class LoadAndRevocation {
    private final Entries entries = new Entries(CacheLimits.defaults());
    private volatile KeyMatch stored = Versions.ACTIVE;

    /** As {@link Loads} does. */
    @Actor
    public void load() {
        long stamp = entries.stamp();
        KeyMatch match = stored;
        entries.store(Versions.HASH, match, new Moment(0, 0), stamp);
    }

    /** As a commit, and the read of its change. */
    @Actor
    public void revoke() {
        stored = Versions.REVOKED;
        entries.apply(Versions.CHANGE);
    }

    /** What is kept. */
    @Arbiter
    public void look(I_Result r) {
        r.r1 = Versions.kept(entries.get(Versions.HASH));
    }
}
