package io.keystile.jdbc;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialSettings;
import io.keystile.credential.Details;
import io.keystile.credential.StoredKey;
import io.keystile.credential.Tenant;
import io.keystile.key.KeyHash;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The records' own statements: compare-and-set by version, and the rows of the keys that differ. */
final class CredentialWrites {
    private static final String INSERT =
            "INSERT INTO keystile_credential (plane, owner, tenant, environment, issued_by,"
                    + " created_at, state, scopes, allowlist, expires_at, label, attributes, limits, token_epoch,"
                    + " version, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String REPLACE = "UPDATE keystile_credential SET state = ?, scopes = ?, allowlist = ?,"
            + " expires_at = ?, label = ?, attributes = ?, limits = ?, token_epoch = ?, version = ?"
            + " WHERE id = ? AND version = ?";
    private static final String INSERT_KEY =
            "INSERT INTO keystile_credential_key (credential_id, hash, generation, hint,"
                    + " valid_until, slow_hash) VALUES (?, ?, ?, ?, ?, ?)";
    private static final String UPDATE_KEY =
            "UPDATE keystile_credential_key SET generation = ?, hint = ?, valid_until = ?,"
                    + " slow_hash = ? WHERE credential_id = ? AND hash = ?";
    private static final String DELETE_KEY = "DELETE FROM keystile_credential_key WHERE credential_id = ? AND hash = ?";
    private static final String REPLACE_TENANT = "UPDATE keystile_tenant SET suspended = ?, label = ?, attributes = ?,"
            + " limits = ?, version = ? WHERE id = ? AND version = ?";

    private CredentialWrites() {}

    static void insert(Sql sql, Credential first) throws SQLException {
        sql.update(sql.database().insertTenant(), first.tenant());
        List<@Nullable Object> fields = new ArrayList<>();
        fields.add(first.plane().name());
        fields.add(first.owner());
        fields.add(first.tenant());
        fields.add(first.environment().name());
        fields.add(first.issuedBy());
        fields.add(first.createdAt().toEpochMilli());
        fields.addAll(changeable(first));
        fields.add(first.id().value());
        sql.update(INSERT, fields.toArray());
        insertKeys(sql, first, first.keys().all());
    }

    /** Whether the stored version was that of {@code before}. */
    static boolean replace(Sql sql, Credential next, Credential before) throws SQLException {
        List<@Nullable Object> fields = changeable(next);
        fields.add(next.id().value());
        fields.add(before.version());
        if (sql.update(REPLACE, fields.toArray()) == 0) {
            return false;
        }
        replaceKeys(sql, next, before);
        return true;
    }

    static boolean replace(Sql sql, Tenant next, Tenant before) throws SQLException {
        Details details = next.details();
        return sql.update(
                        REPLACE_TENANT,
                        next.suspended(),
                        details.label(),
                        TextMap.write(details.attributes()),
                        FieldText.write(details.limits()),
                        next.version(),
                        next.id(),
                        before.version())
                > 0;
    }

    private static List<@Nullable Object> changeable(Credential c) {
        CredentialSettings settings = c.settings();
        Details details = settings.details();
        List<@Nullable Object> fields = new ArrayList<>();
        fields.add(c.state().name());
        fields.add(FieldText.write(settings.access()));
        fields.add(FieldText.write(settings.allowlist()));
        fields.add(FieldText.write(settings.expiresAt()));
        fields.add(details.label());
        fields.add(TextMap.write(details.attributes()));
        fields.add(FieldText.write(details.limits()));
        fields.add(c.tokenEpoch());
        fields.add(c.version());
        return fields;
    }

    private static void replaceKeys(Sql sql, Credential next, Credential before) throws SQLException {
        String id = next.id().value();
        Map<KeyHash, StoredKey> old = byHash(before);
        Map<KeyHash, StoredKey> now = byHash(next);
        List<@Nullable Object[]> ended = new ArrayList<>();
        old.keySet().stream()
                .filter(hash -> !now.containsKey(hash))
                .forEach(hash -> ended.add(new Object[] {id, hash.toBytes()}));
        List<@Nullable Object[]> changed = new ArrayList<>();
        List<StoredKey> added = new ArrayList<>();
        for (StoredKey key : next.keys().all()) {
            StoredKey was = old.get(key.hash());
            if (was == null) {
                added.add(key);
            } else if (!was.equals(key)) {
                changed.add(new Object[] {
                    key.generation(),
                    key.hint(),
                    FieldText.write(key.validUntil()),
                    slow(key),
                    id,
                    key.hash().toBytes()
                });
            }
        }
        sql.batch(DELETE_KEY, ended);
        sql.batch(UPDATE_KEY, changed);
        insertKeys(sql, next, added);
    }

    private static Map<KeyHash, StoredKey> byHash(Credential credential) {
        return credential.keys().all().stream().collect(Collectors.toMap(StoredKey::hash, Function.identity()));
    }

    private static void insertKeys(Sql sql, Credential owner, List<StoredKey> keys) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (StoredKey key : keys) {
            rows.add(new Object[] {
                owner.id().value(),
                key.hash().toBytes(),
                key.generation(),
                key.hint(),
                FieldText.write(key.validUntil()),
                slow(key)
            });
        }
        sql.batch(INSERT_KEY, rows);
    }

    private static @Nullable String slow(StoredKey key) {
        return key.slowHash() == null ? null : key.slowHash().encoded();
    }
}
