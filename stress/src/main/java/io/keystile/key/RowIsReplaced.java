package io.keystile.key;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two look-ups of a row that is replaced, in a table that is rebuilt then: one or the other, and never the old one again. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "before")
@Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "between")
@Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "afterwards")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, or back again")
@State
public class RowIsReplaced {
    private final KeyTable<KeyRows.Row> table = new KeyTable<>();

    /** A table that is as full as it may be. */
    public RowIsReplaced() {
        KeyRows.fill(table);
    }

    /** The one that holds the lock. */
    @Actor
    public void write() {
        table.put(KeyRows.STAYS_ANEW);
        table.put(KeyRows.COMES);
    }

    /** Whoever looks. */
    @Actor
    public void read(II_Result r) {
        r.r1 = KeyRows.found(table, KeyRows.STAYS);
        r.r2 = KeyRows.found(table, KeyRows.STAYS);
    }
}
