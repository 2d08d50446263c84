package io.keystile.key;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** Rows that all want the same slot, so that a look-up of one passes by the others. */
final class KeyRows {
    private static final Iterator<KeyHash> HASHES = IntStream.iterate(0, i -> i + 1)
            .mapToObj(i -> KeyHash.of("key " + i))
            .filter(hash -> hash.hashCode() % 64 == 0)
            .iterator();

    /** Is there before. */
    static final Row ENDS = new Row(HASHES.next());
    /** Was there before. */
    static final Row DEAD = new Row(HASHES.next());
    /** Makes a table that {@link #fill} has filled too full. */
    static final Row COMES = new Row(HASHES.next());

    static final Row COMES_FIRST = new Row(HASHES.next());
    /** Is there all the time, behind all others. */
    static final Row STAYS = new Row(HASHES.next());
    /** Another of the same hash. */
    static final Row STAYS_ANEW = new Row(STAYS.hash);

    private static final List<Row> OTHERS =
            Stream.generate(() -> new Row(HASHES.next())).limit(5).toList();

    private KeyRows() {}

    /** A row that knows its hash. */
    static final class Row extends KeyTable.Row {
        final KeyHash hash;

        Row(KeyHash hash) {
            super(hash);
            this.hash = hash;
        }
    }

    /** With one row more it is rebuilt. */
    static void fill(KeyTable<Row> table) {
        table.put(DEAD);
        table.put(ENDS);
        OTHERS.forEach(table::put);
        table.put(STAYS);
        table.remove(DEAD);
    }

    /** Looks for four of them. Of the last two in the order in which nothing may be seen of an end that came before. */
    static void look(KeyTable<Row> table, IIII_Result r) {
        r.r1 = found(table, STAYS);
        r.r2 = found(table, DEAD);
        r.r3 = found(table, COMES);
        r.r4 = found(table, ENDS);
    }

    /** 0: not found; 1: that row; 2: another. */
    static int found(KeyTable<Row> table, Row row) {
        Row found = table.get(row.hash);
        if (found == null) {
            return 0;
        }
        return found == row ? 1 : 2;
    }
}
