package io.keystile.jdbc;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialId;
import io.keystile.credential.CredentialKeys;
import io.keystile.credential.CredentialSettings;
import io.keystile.credential.CredentialState;
import io.keystile.credential.Details;
import io.keystile.credential.Plane;
import io.keystile.credential.StoredKey;
import io.keystile.credential.Tenant;
import io.keystile.key.Environment;
import io.keystile.key.KeyHash;
import io.keystile.key.SlowHash;
import io.keystile.store.StoreUnavailableException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Records from rows. A credential's keys come as one row each, the newest first, with the credential's own fields in every
 * one of them. What no record can be made of is not believed: it is as if the store could not be asked.
 */
final class CredentialRows {
    static final String CREDENTIAL =
            "c.id AS c_id, c.plane, c.owner, c.tenant, c.environment, c.issued_by, c.created_at,"
                    + " c.state, c.scopes, c.allowlist, c.expires_at, c.label AS c_label, c.attributes AS c_attributes,"
                    + " c.limits AS c_limits, c.token_epoch, c.version AS c_version";
    static final String KEY = "k.hash, k.generation, k.hint, k.valid_until, k.slow_hash";
    static final String TENANT = "t.id AS t_id, t.suspended, t.label AS t_label, t.attributes AS t_attributes,"
            + " t.limits AS t_limits, t.version AS t_version";

    private final Environment environment;

    CredentialRows(Environment environment) {
        this.environment = environment;
    }

    /** A credential and its tenant, and the key's hash that they were found by. */
    record Found(KeyHash by, Credential credential, Tenant tenant) {}

    /** The credentials of all rows. */
    List<Credential> credentials(ResultSet rows) throws SQLException {
        List<Credential> all = new ArrayList<>();
        boolean more = rows.next();
        while (more) {
            Draft draft = new Draft(rows);
            do {
                draft.keys.add(key(rows));
                more = rows.next();
            } while (more && draft.id.equals(rows.getString("c_id")));
            all.add(draft.credential());
        }
        return all;
    }

    /** Credentials with their tenants, by the hash that each was found by. */
    List<Found> foundByHash(ResultSet rows) throws SQLException {
        List<Found> all = new ArrayList<>();
        boolean more = rows.next();
        while (more) {
            KeyHash by = KeyHash.ofBytes(rows.getBytes("found"));
            Draft draft = new Draft(rows);
            Tenant tenant = tenant(rows);
            do {
                draft.keys.add(key(rows));
                more = rows.next();
            } while (more && by.equals(KeyHash.ofBytes(rows.getBytes("found"))));
            all.add(new Found(by, draft.credential(), tenant));
        }
        return all;
    }

    Tenant tenant(ResultSet row) throws SQLException {
        String id = row.getString("t_id");
        String label = row.getString("t_label");
        String attributes = row.getString("t_attributes");
        String limits = row.getString("t_limits");
        boolean suspended = row.getBoolean("suspended");
        long version = row.getLong("t_version");
        return readable("tenant " + id, () -> new Tenant(id, suspended, details(label, attributes, limits), version));
    }

    private static Details details(@Nullable String label, String attributes, String limits) {
        return new Details(label, TextMap.read(attributes), FieldText.limits(limits));
    }

    private static StoredKey key(ResultSet row) throws SQLException {
        byte[] hash = row.getBytes("hash");
        String hint = row.getString("hint");
        int generation = row.getInt("generation");
        String slow = row.getString("slow_hash");
        Instant validUntil = instant(row, "valid_until");
        return readable(
                "credential " + row.getString("c_id"),
                () -> new StoredKey(
                        KeyHash.ofBytes(hash), hint, generation, slow == null ? null : new SlowHash(slow), validUntil));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    /** What {@code record} makes of fields that were read; a failure of it says that somebody else wrote them. */
    static <T> T readable(String what, Supplier<T> record) {
        try {
            return record.get();
        } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
            // Without the cause: it may quote the field.
            throw new StoreUnavailableException(
                    "the stored " + what + " can't be read: it was changed by hand, or by a later version");
        }
    }

    /** A credential's own fields, as texts and numbers, until its keys are there. */
    private final class Draft {
        private final String id;
        private final String plane;
        private final String owner;
        private final String tenant;
        private final String stamped;
        private final @Nullable String issuedBy;
        private final long createdAt;
        private final String state;
        private final String scopes;
        private final String allowlist;
        private final @Nullable Instant expiresAt;
        private final @Nullable String label;
        private final String attributes;
        private final String limits;
        private final int tokenEpoch;
        private final long version;
        private final List<StoredKey> keys = new ArrayList<>();

        Draft(ResultSet row) throws SQLException {
            id = row.getString("c_id");
            plane = row.getString("plane");
            owner = row.getString("owner");
            tenant = row.getString("tenant");
            stamped = row.getString("environment");
            issuedBy = row.getString("issued_by");
            createdAt = row.getLong("created_at");
            state = row.getString("state");
            scopes = row.getString("scopes");
            allowlist = row.getString("allowlist");
            expiresAt = instant(row, "expires_at");
            label = row.getString("c_label");
            attributes = row.getString("c_attributes");
            limits = row.getString("c_limits");
            tokenEpoch = row.getInt("token_epoch");
            version = row.getLong("c_version");
        }

        Credential credential() {
            if (!stamped.equals(environment.name())) {
                throw new StoreUnavailableException(
                        "the stored credential " + id + " is not of environment " + environment + ", as its store is");
            }
            return readable("credential " + id, this::checked);
        }

        private Credential checked() {
            return new Credential(
                    new CredentialId(id),
                    Plane.valueOf(plane),
                    owner,
                    tenant,
                    environment,
                    issuedBy,
                    Instant.ofEpochMilli(createdAt),
                    new CredentialSettings(
                            FieldText.access(scopes),
                            FieldText.ranges(allowlist),
                            expiresAt,
                            details(label, attributes, limits)),
                    new CredentialKeys(keys.get(0), keys.subList(1, keys.size())),
                    CredentialState.valueOf(state),
                    tokenEpoch,
                    version);
        }
    }
}
