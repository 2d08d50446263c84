package io.keystile.jdbc;

import io.keystile.credential.Actor;
import io.keystile.credential.CredentialId;
import io.keystile.credential.LifecycleEvent;
import io.keystile.key.Environment;
import io.keystile.net.IpAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events: inserted, read, never touched again. */
final class EventRows {
    private static final String INSERT = "INSERT INTO keystile_event (occurred_at, kind, actor, address, tenant,"
            + " credential_id, facts_before, facts_after) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String NEWEST =
            "SELECT occurred_at, kind, actor, address, tenant, credential_id, facts_before,"
                    + " facts_after FROM keystile_event WHERE %s ORDER BY seq DESC LIMIT ?";
    private static final String OF_CREDENTIAL = NEWEST.formatted("credential_id = ?");
    private static final String OF_TENANT = NEWEST.formatted("tenant = ? AND credential_id IS NULL");

    private final Environment environment;

    EventRows(Environment environment) {
        this.environment = environment;
    }

    void insert(Sql sql, LifecycleEvent event) throws SQLException {
        IpAddress address = event.actor().address();
        CredentialId credential = event.credential();
        sql.update(
                INSERT,
                event.at().toEpochMilli(),
                event.kind().name(),
                event.actor().name(),
                address == null ? null : address.toString(),
                event.tenant(),
                credential == null ? null : credential.value(),
                TextMap.write(event.before()),
                TextMap.write(event.after()));
    }

    List<LifecycleEvent> newest(Sql sql, CredentialId id, int limit) throws SQLException {
        return oldestFirst(sql.list(OF_CREDENTIAL, this::event, id.value(), limit));
    }

    List<LifecycleEvent> newestOfTenant(Sql sql, String tenant, int limit) throws SQLException {
        if (!FieldText.canBeId(tenant)) {
            return List.of();
        }
        return oldestFirst(sql.list(OF_TENANT, this::event, tenant, limit));
    }

    private static List<LifecycleEvent> oldestFirst(List<LifecycleEvent> newestFirst) {
        List<LifecycleEvent> events = new ArrayList<>(newestFirst);
        Collections.reverse(events);
        return List.copyOf(events);
    }

    private LifecycleEvent event(ResultSet row) throws SQLException {
        long at = row.getLong("occurred_at");
        String kind = row.getString("kind");
        String actor = row.getString("actor");
        String address = row.getString("address");
        String tenant = row.getString("tenant");
        String credential = row.getString("credential_id");
        String before = row.getString("facts_before");
        String after = row.getString("facts_after");
        return CredentialRows.readable(
                "event of " + tenant,
                () -> new LifecycleEvent(
                        Instant.ofEpochMilli(at),
                        LifecycleEvent.Kind.valueOf(kind),
                        new Actor(actor, address(address)),
                        environment,
                        tenant,
                        credential == null ? null : new CredentialId(credential),
                        TextMap.read(before),
                        TextMap.read(after)));
    }

    private static @Nullable IpAddress address(@Nullable String text) {
        return text == null ? null : IpAddress.parse(text);
    }
}
