package io.keystile.jdbc;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.StoredKey;
import io.keystile.credential.Tenant;
import io.keystile.jdbc.CredentialRows.Found;
import io.keystile.key.Environment;
import io.keystile.key.KeyHash;
import io.keystile.store.CredentialQuery;
import io.keystile.store.KeyMatch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The look-ups, each one query: a credential comes with all its keys, and by a key with its tenant too. */
final class CredentialReads {
    private static final String JOINED = "SELECT f.hash AS found, " + CredentialRows.CREDENTIAL + ", "
            + CredentialRows.TENANT + ", " + CredentialRows.KEY
            + " FROM keystile_credential_key f JOIN keystile_credential c ON c.id = f.credential_id"
            + " JOIN keystile_tenant t ON t.id = c.tenant JOIN keystile_credential_key k ON k.credential_id = c.id"
            + " WHERE %s ORDER BY f.hash, k.generation DESC";
    private static final String BY_KEY = JOINED.formatted("f.hash IN (%s)");
    private static final String BY_GENERATION = JOINED.formatted("f.credential_id = ? AND f.generation = ?");
    private static final String BY_ONE_KEY = BY_KEY.formatted("?");
    private static final String BY_ID = "SELECT " + CredentialRows.CREDENTIAL + ", " + CredentialRows.KEY
            + " FROM keystile_credential c JOIN keystile_credential_key k ON k.credential_id = c.id"
            + " WHERE c.id = ? ORDER BY k.generation DESC";
    private static final String PAGE = "SELECT " + CredentialRows.CREDENTIAL + ", " + CredentialRows.KEY
            + " FROM (SELECT * FROM keystile_credential WHERE %s = ? AND id > ? ORDER BY id LIMIT ?) c"
            + " JOIN keystile_credential_key k ON k.credential_id = c.id ORDER BY c.id, k.generation DESC";
    private static final String PAGE_BY_OWNER = PAGE.formatted("owner");
    private static final String PAGE_BY_TENANT = PAGE.formatted("tenant");
    private static final String PAGE_BY_MAKER = PAGE.formatted("issued_by");
    private static final String TENANT = "SELECT " + CredentialRows.TENANT + " FROM keystile_tenant t WHERE t.id = ?";
    /** Above it a batch is more than one query: databases bound the arguments of one. */
    private static final int MAX_BATCH = 1_000;

    private final CredentialRows rows;

    CredentialReads(Environment environment) {
        this.rows = new CredentialRows(environment);
    }

    Optional<KeyMatch> byKey(Sql sql, KeyHash hash) throws SQLException {
        return sql.query(BY_ONE_KEY, rows::foundByHash, hash.toBytes()).stream()
                .map(found -> match(found, hash))
                .findFirst();
    }

    List<KeyMatch> byKeys(Sql sql, Collection<KeyHash> hashes) throws SQLException {
        List<KeyHash> rest = List.copyOf(hashes);
        List<KeyMatch> all = new ArrayList<>();
        for (int from = 0; from < rest.size(); from += MAX_BATCH) {
            List<KeyHash> batch = rest.subList(from, Math.min(rest.size(), from + MAX_BATCH));
            for (Found found :
                    sql.query(BY_KEY.formatted(batchMarks(batch.size())), rows::foundByHash, filled(batch))) {
                all.add(match(found, found.by()));
            }
        }
        return all;
    }

    Optional<KeyMatch> byGeneration(Sql sql, CredentialId id, int generation) throws SQLException {
        return sql.query(BY_GENERATION, rows::foundByHash, id.value(), generation).stream()
                .map(found -> match(found, found.by()))
                .findFirst();
    }

    Optional<Credential> byId(Sql sql, CredentialId id) throws SQLException {
        return first(sql.query(BY_ID, rows::credentials, id.value()));
    }

    Optional<Tenant> tenant(Sql sql, String id) throws SQLException {
        return FieldText.canBeId(id) ? first(sql.list(TENANT, rows::tenant, id)) : Optional.empty();
    }

    /** The same behind a lock on it, as of now: nobody else's step comes between this read and the transaction's end. */
    Optional<Credential> lockedById(Sql sql, CredentialId id) throws SQLException {
        lock(sql, "SELECT version FROM keystile_credential WHERE id = ? FOR UPDATE", id.value());
        return first(sql.query(BY_ID + sql.database().latest(), rows::credentials, id.value()));
    }

    /** Likewise. */
    Optional<Tenant> lockedTenant(Sql sql, String id) throws SQLException {
        if (!FieldText.canBeId(id)) {
            return Optional.empty();
        }
        lock(sql, "SELECT version FROM keystile_tenant WHERE id = ? FOR UPDATE", id);
        return first(sql.list(TENANT + sql.database().latest(), rows::tenant, id));
    }

    List<Credential> page(Sql sql, CredentialQuery query, int limit, @Nullable CredentialId after) throws SQLException {
        String behind = after == null ? "" : after.value();
        if (query instanceof CredentialQuery.OwnedBy by) {
            return page(sql, PAGE_BY_OWNER, by.owner(), behind, limit);
        }
        if (query instanceof CredentialQuery.OfTenant of) {
            return page(sql, PAGE_BY_TENANT, of.tenant(), behind, limit);
        }
        return page(sql, PAGE_BY_MAKER, ((CredentialQuery.IssuedBy) query).maker(), behind, limit);
    }

    private List<Credential> page(Sql sql, String query, String by, String behind, int limit) throws SQLException {
        return FieldText.canBeId(by) ? sql.query(query, rows::credentials, by, behind, limit) : List.of();
    }

    /** Whether a credential has that id, or a key one of its hashes. */
    boolean isTaken(Sql sql, Credential credential) throws SQLException {
        List<Object> arguments = new ArrayList<>();
        arguments.add(credential.id().value());
        credential.keys().all().forEach(key -> arguments.add(key.hash().toBytes()));
        return sql.query(
                "SELECT 1 FROM keystile_credential WHERE id = ? UNION ALL SELECT 1 FROM keystile_credential_key"
                        + " WHERE hash IN (" + Sql.marks(arguments.size() - 1) + ")",
                rows -> rows.next(),
                arguments.toArray());
    }

    private static void lock(Sql sql, String query, String id) throws SQLException {
        sql.list(query, row -> row.getLong(1), id);
    }

    private static KeyMatch match(Found found, KeyHash hash) {
        StoredKey key = found.credential().keys().all().stream()
                .filter(k -> k.hash().matches(hash))
                .findFirst()
                .orElseThrow();
        return new KeyMatch(found.credential(), found.tenant(), key);
    }

    /** Few lengths, so that the database keeps few plans: powers of two. */
    private static String batchMarks(int count) {
        return Sql.marks(length(count));
    }

    private static Object[] filled(List<KeyHash> batch) {
        Object[] arguments = new Object[length(batch.size())];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = batch.get(Math.min(i, batch.size() - 1)).toBytes();
        }
        return arguments;
    }

    private static int length(int count) {
        int power = Integer.highestOneBit(count);
        return power == count ? count : power * 2;
    }

    private static <T> Optional<T> first(List<T> list) {
        return list.stream().findFirst();
    }
}
