package io.keystile.jdbc;

import io.keystile.credential.CredentialId;
import io.keystile.key.KeyHash;
import io.keystile.store.Change;
import io.keystile.store.Changes;
import io.keystile.store.FeedPosition;
import java.io.ByteArrayOutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The feed's rows: its head, which all commits of the store queue for, and its entries. */
final class FeedRows {
    /** PostgreSQL's notifications go by this name; who listens hears of every store in the database. */
    static final String CHANNEL = "keystile_changes";

    private static final String CREDENTIAL = "credential";
    private static final String TENANT = "tenant";
    private static final int HASH_BYTES = 32;

    private FeedRows() {}

    /**
     * Writes the entries of a transaction, as its last statements: from here to the commit no other transaction of this
     * store can get a position.
     *
     * @param origin names the store object that writes, so that it knows its own notifications
     */
    static List<Change> write(Sql sql, List<LongFunction<Change>> entries, String origin) throws SQLException {
        long position = advanced(sql, entries.size(), origin) - entries.size();
        List<Change> changes = new ArrayList<>();
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (LongFunction<Change> entry : entries) {
            Change change = entry.apply(++position);
            changes.add(change);
            rows.add(row(change));
        }
        sql.batch(
                "INSERT INTO keystile_change (position, kind, subject, version, hashes, committed_at)"
                        + " VALUES (?, ?, ?, ?, ?, " + sql.database().nowMillis() + ")",
                rows);
        return changes;
    }

    private static long advanced(Sql sql, int by, String origin) throws SQLException {
        String advance = "UPDATE keystile_store SET position = position + ? WHERE id = 1";
        if (sql.database() == Database.POSTGRESQL) {
            // The notification goes out with the commit, or not at all.
            return sql.query(advance + " RETURNING position, pg_notify(?, ?)", FeedRows::onlyLong, by, CHANNEL, origin);
        }
        sql.update(advance, by);
        return sql.query(
                "SELECT position FROM keystile_store WHERE id = 1"
                        + sql.database().latest(),
                FeedRows::onlyLong);
    }

    private static long onlyLong(ResultSet rows) throws SQLException {
        if (!rows.next()) {
            throw new SQLException("keystile_store has no row", "02000");
        }
        return rows.getLong(1);
    }

    private static Object[] row(Change change) {
        ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        if (change instanceof Change.OfCredential c) {
            c.keys().forEach(hash -> hashes.writeBytes(hash.toBytes()));
            return new Object[] {c.position(), CREDENTIAL, c.id().value(), c.version(), hashes.toByteArray()};
        }
        Change.OfTenant t = (Change.OfTenant) change;
        return new Object[] {t.position(), TENANT, t.id(), t.version(), hashes.toByteArray()};
    }

    /**
     * The changes behind {@code position}. The head is read first, and nothing above it after: what is above may be missing a
     * neighbour.
     */
    static Changes after(Sql sql, @Nullable FeedPosition position, int limit) throws SQLException {
        Changes head = sql.query(
                "SELECT feed_id, position, oldest_kept, " + sql.database().nowMillis()
                        + " FROM keystile_store WHERE id = 1",
                FeedRows::head);
        long top = head.head().position();
        if (position == null || !position.feed().equals(head.head().feed()) || position.position() >= top) {
            return head;
        }
        List<Entry> entries = sql.list(
                "SELECT position, kind, subject, version, hashes FROM keystile_change"
                        + " WHERE position > ? AND position <= ? ORDER BY position LIMIT ?",
                FeedRows::entry,
                position.position(),
                top,
                limit);
        return gapless(head, position.position(), limit, entries);
    }

    private static Changes head(ResultSet rows) throws SQLException {
        if (!rows.next() || rows.getString(1) == null) {
            throw new SQLException("keystile_store has no stamp", "02000");
        }
        FeedPosition head = new FeedPosition(rows.getString(1), rows.getLong(2));
        return new Changes(List.of(), head, rows.getLong(3), Instant.ofEpochMilli(rows.getLong(4)));
    }

    /** Pruning may come between the two reads, and people delete rows: what is not there is told as no longer kept. */
    private static Changes gapless(Changes head, long after, int limit, List<Entry> entries) {
        long oldestKept = head.oldestKept();
        long expected = after + 1;
        List<Change> changes = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.position != expected) {
                oldestKept = Math.max(oldestKept, entry.position);
            }
            if (entry.change == null) {
                oldestKept = Math.max(oldestKept, entry.position + 1);
            } else {
                changes.add(entry.change);
            }
            expected = entry.position + 1;
        }
        if (entries.size() < limit && expected <= head.head().position()) {
            oldestKept = head.head().position() + 1;
        }
        return new Changes(changes, head.head(), oldestKept, head.storeTime());
    }

    /** An entry; its change is null if a later version of the library wrote what this one doesn't know. */
    private record Entry(long position, @Nullable Change change) {}

    private static Entry entry(ResultSet row) throws SQLException {
        long position = row.getLong(1);
        String kind = row.getString(2);
        String subject = row.getString(3);
        long version = row.getLong(4);
        return new Entry(
                position,
                switch (kind) {
                    case CREDENTIAL ->
                        new Change.OfCredential(position, new CredentialId(subject), version, hashes(row.getBytes(5)));
                    case TENANT -> new Change.OfTenant(position, subject, version);
                    default -> null;
                });
    }

    private static List<KeyHash> hashes(byte[] all) {
        List<KeyHash> hashes = new ArrayList<>();
        for (int from = 0; from + HASH_BYTES <= all.length; from += HASH_BYTES) {
            hashes.add(KeyHash.ofBytes(Arrays.copyOfRange(all, from, from + HASH_BYTES)));
        }
        return hashes;
    }
}
