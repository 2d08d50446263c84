package io.keystile.jdbc;

import io.keystile.credential.CredentialId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The times of last use, in a table of their own. */
final class LastUsedRows {
    private static final int MAX_BATCH = 1_000;

    private LastUsedRows() {}

    /** Forward only; how many were given. In the order of the ids, so that two nodes that mark the same ones never wait for each other in a ring. */
    static int mark(Sql sql, Map<CredentialId, Instant> uses) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        new TreeMap<>(uses).forEach((id, at) -> rows.add(new Object[] {at.toEpochMilli(), id.value()}));
        for (int from = 0; from < rows.size(); from += MAX_BATCH) {
            sql.batch(sql.database().markUsed(), rows.subList(from, Math.min(rows.size(), from + MAX_BATCH)));
        }
        return rows.size();
    }

    static Map<CredentialId, Instant> of(Sql sql, Collection<CredentialId> ids) throws SQLException {
        List<CredentialId> rest = List.copyOf(ids);
        Map<CredentialId, Instant> found = new HashMap<>();
        for (int from = 0; from < rest.size(); from += MAX_BATCH) {
            List<CredentialId> batch = rest.subList(from, Math.min(rest.size(), from + MAX_BATCH));
            sql.query(
                    "SELECT credential_id, used_at FROM keystile_last_used WHERE credential_id IN ("
                            + Sql.marks(batch.size()) + ")",
                    rows -> {
                        while (rows.next()) {
                            found.put(new CredentialId(rows.getString(1)), Instant.ofEpochMilli(rows.getLong(2)));
                        }
                        return found;
                    },
                    batch.stream().map(CredentialId::value).toArray());
        }
        return found;
    }
}
