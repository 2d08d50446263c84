package io.keystile.key;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** Look-ups while a row goes and then one comes, which has the table rebuilt: stays, dead, comes, ends. */
@JCStressTest
@Outcome(id = "1, 0, 0, 1", expect = Expect.ACCEPTABLE, desc = "before")
@Outcome(id = "1, 0, 0, 0", expect = Expect.ACCEPTABLE, desc = "between")
@Outcome(id = "1, 0, 1, 0", expect = Expect.ACCEPTABLE, desc = "afterwards")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost a row, or found one that had gone")
@State
public class TableGrows {
    private final KeyTable<KeyRows.Row> table = new KeyTable<>();

    /** A table that is as full as it may be. */
    public TableGrows() {
        KeyRows.fill(table);
    }

    /** The one that holds the lock. */
    @Actor
    public void write() {
        table.remove(KeyRows.ENDS);
        table.put(KeyRows.COMES);
    }

    /** The one that takes no lock. */
    @Actor
    public void read(IIII_Result r) {
        KeyRows.look(table, r);
    }
}
