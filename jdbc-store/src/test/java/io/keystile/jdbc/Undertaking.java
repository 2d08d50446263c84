package io.keystile.jdbc;

import io.keystile.credential.CredentialId;
import io.keystile.lifecycle.CredentialLifecycle;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/** What is interrupted at every statement: each writes all of its rows, or none. */
enum Undertaking {
    ISSUE {
        @Override
        void run(JdbcCredentialStore store, String tenant) {
            Lifecycles.over(store).issue(Lifecycles.principal(tenant));
        }
    },
    ROTATION {
        @Override
        void run(JdbcCredentialStore store, String tenant) {
            CredentialLifecycle lifecycle = Lifecycles.over(store);
            CredentialId id = lifecycle.ofTenant(tenant).get(0).id();
            lifecycle.rotate(id, Duration.ofHours(1));
        }
    },
    ONBOARDING {
        @Override
        void run(JdbcCredentialStore store, String tenant) {
            store.inTransaction(Lifecycles.over(store), (connection, lifecycle) -> {
                insertOrganisation(connection, tenant);
                CredentialId id = lifecycle
                        .issue(Lifecycles.principal(tenant))
                        .credential()
                        .id();
                lifecycle.rotate(id, Duration.ofHours(1));
                return lifecycle.issue(Lifecycles.principal(tenant));
            });
        }
    };

    abstract void run(JdbcCredentialStore store, String tenant);

    Totals writes() {
        return switch (this) {
            case ISSUE -> new Totals(1, 1, 1, 1, 1, 0);
            case ROTATION -> new Totals(0, 0, 1, 1, 1, 0);
            case ONBOARDING -> new Totals(1, 2, 3, 3, 3, 1);
        };
    }

    /** What it builds on. */
    void prepare(JdbcCredentialStore store, String tenant) {
        if (this == ROTATION) {
            Lifecycles.over(store).issue(Lifecycles.principal(tenant));
        }
    }

    private static void insertOrganisation(Connection connection, String id) {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO organisation (id) VALUES (?)")) {
            insert.setString(1, id);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many rows there are of each kind; the positions of the feed must be as many as its entries. */
    record Totals(long tenants, long credentials, long keys, long events, long changes, long organisations) {
        static Totals of(TestDatabase database) {
            long changes = count(database, "keystile_change");
            long head = database.number("SELECT position FROM keystile_store");
            if (head != changes) {
                throw new AssertionError("the feed's head is " + head + ", and it has " + changes + " entries");
            }
            return new Totals(
                    count(database, "keystile_tenant"),
                    count(database, "keystile_credential"),
                    count(database, "keystile_credential_key"),
                    count(database, "keystile_event"),
                    changes,
                    count(database, "organisation"));
        }

        private static long count(TestDatabase database, String table) {
            return database.number("SELECT COUNT(*) FROM " + table);
        }

        Totals plus(Totals more) {
            return new Totals(
                    tenants + more.tenants,
                    credentials + more.credentials,
                    keys + more.keys,
                    events + more.events,
                    changes + more.changes,
                    organisations + more.organisations);
        }
    }
}
