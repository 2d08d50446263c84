package io.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.credential.Credential;
import io.keystile.credential.CredentialState;
import io.keystile.credential.LifecycleEvent;
import io.keystile.jdbc.TestDatabase.Server;
import io.keystile.key.Environment;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.store.Change;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Steps within one transaction, the library's own or the application's. */
class TransactionTest {
    private static void insertOrganisation(Connection connection, String id) {
        try (Statement plain = connection.createStatement()) {
            plain.execute("INSERT INTO organisation (id) VALUES ('" + id + "')");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestDatabase withOrganisations(Server server) {
        TestDatabase database = server.fresh();
        database.execute("CREATE TABLE organisation (id VARCHAR(128) NOT NULL PRIMARY KEY)");
        return database;
    }

    @ParameterizedTest
    @EnumSource
    void inTransaction_severalSteps_areOneCommitWithTheApplicationsRows(Server server) {
        try (TestDatabase database = withOrganisations(server);
                JdbcCredentialStore store = database.store()) {
            List<List<Change>> told = new ArrayList<>();
            store.changes().onCommit(told::add);

            IssuedKey last = store.inTransaction(Lifecycles.over(store), (connection, lifecycle) -> {
                insertOrganisation(connection, "cli_1");
                IssuedKey issued = lifecycle.issue(Lifecycles.principal("cli_1"));
                assertThat(told).isEmpty();
                lifecycle.suspendTenant("cli_1");
                return lifecycle.rotate(issued.credential().id(), Duration.ofHours(1));
            });

            assertThat(store.findById(last.credential().id())).isEqualTo(last.credential());
            assertThat(database.number("SELECT COUNT(*) FROM organisation")).isEqualTo(1);
            assertThat(told).hasSize(1);
            assertThat(told.get(0)).extracting(Change::position).containsExactly(1L, 2L, 3L);
            assertThat(store.changes().after(null, 1).head().position()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void inTransaction_workThrows_leavesNothingAndTellsNobody(Server server) {
        try (TestDatabase database = withOrganisations(server);
                JdbcCredentialStore store = database.store()) {
            List<List<Change>> told = new ArrayList<>();
            store.changes().onCommit(told::add);

            assertThatThrownBy(() -> store.inTransaction(Lifecycles.over(store), (connection, lifecycle) -> {
                        insertOrganisation(connection, "cli_1");
                        lifecycle.issue(Lifecycles.principal("cli_1"));
                        throw new UnsupportedOperationException("the application's own");
                    }))
                    .isInstanceOf(UnsupportedOperationException.class);

            assertThat(Undertaking.Totals.of(database)).isEqualTo(new Undertaking.Totals(0, 0, 0, 0, 0, 0));
            assertThat(told).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void inTransaction_refusedStep_undoesItselfAloneAndTheRestGoesOn(Server server) {
        try (TestDatabase database = server.fresh();
                JdbcCredentialStore store = database.store();
                Connection connection = database.dataSource().getConnection()) {
            Credential there =
                    Lifecycles.over(store).issue(Lifecycles.principal("cli_1")).credential();
            connection.setAutoCommit(false);
            OwnedTransaction transaction = new OwnedTransaction(connection);
            SqlCredentialStore joined = joined(database, transaction);
            Credential next = there.with(CredentialState.SUSPENDED);

            boolean inserted = joined.insert(there, event(LifecycleEvent.Kind.ISSUED, there));
            boolean replaced = joined.replace(next, there, event(LifecycleEvent.Kind.SUSPENDED, next));
            boolean again = joined.replace(next, there, event(LifecycleEvent.Kind.SUSPENDED, next));
            transaction.ending();
            connection.commit();

            assertThat(inserted).isFalse();
            assertThat(replaced).isTrue();
            assertThat(again).isFalse();
            assertThat(store.findById(there.id())).isEqualTo(next);
            assertThat(store.events(there.id(), 10)).hasSize(2);
            assertThat(store.changes().after(null, 1).head().position()).isEqualTo(2);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static SqlCredentialStore joined(TestDatabase database, TransactionJoin transaction) throws SQLException {
        Connections connections = new Connections(
                database.dataSource(),
                Database.of(transaction.connection()),
                Duration.ofSeconds(2),
                Duration.ofSeconds(15));
        Commits commits = new Commits(new FeedPruning(connections, Duration.ofHours(1)));
        return new SqlCredentialStore(
                new JoinedTransaction(transaction, connections, commits, "test"), Environment.LIVE);
    }

    private static LifecycleEvent event(LifecycleEvent.Kind kind, Credential after) {
        return LifecycleEvent.of(kind, io.keystile.credential.Actor.application(), after.createdAt(), null, after);
    }

    @Test
    void inTransaction_connectionOfTheWork_endsNothing() {
        try (TestDatabase database = TestDatabase.h2();
                JdbcCredentialStore store = database.store()) {
            store.inTransaction(Lifecycles.over(store), (connection, lifecycle) -> {
                assertThatThrownBy(connection::commit).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(connection::rollback).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(connection::close).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> connection.setAutoCommit(true)).isInstanceOf(IllegalStateException.class);
                return "";
            });
        }
    }

    @Test
    void inTransaction_lifecycleOfAnotherEnvironment_isRefused() {
        try (TestDatabase database = TestDatabase.h2();
                JdbcCredentialStore store = database.store()) {
            CredentialLifecycle sandbox = Lifecycles.of(Environment.SANDBOX, store);

            assertThatThrownBy(() -> store.inTransaction(sandbox, (connection, lifecycle) -> ""))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("SANDBOX");
            assertThatThrownBy(() -> sandbox.issue(Lifecycles.principal("cli_1")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void joining_noTransactionIsOpen_isRefused() throws SQLException {
        try (TestDatabase database = TestDatabase.h2();
                JdbcCredentialStore store = database.store();
                Connection connection = database.dataSource().getConnection()) {
            CredentialLifecycle joined = store.joining(Lifecycles.over(store), new OwnedTransaction(connection));

            assertThatThrownBy(() -> joined.issue(Lifecycles.principal("cli_1")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no transaction is open");
        }
    }

    @Test
    void joining_transactionIsOver_isRefused() throws SQLException {
        try (TestDatabase database = TestDatabase.h2();
                JdbcCredentialStore store = database.store();
                Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            OwnedTransaction transaction = new OwnedTransaction(connection);
            CredentialLifecycle joined = store.joining(Lifecycles.over(store), transaction);
            joined.issue(Lifecycles.principal("cli_1"));
            transaction.ending();
            connection.commit();

            assertThatThrownBy(() -> joined.issue(Lifecycles.principal("cli_1")))
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
