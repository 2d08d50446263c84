package io.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.jdbc.TestDatabase.Server;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.store.Change;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The example of docs/database.md: a service of Spring's that writes its own rows and a credential in one transaction. */
class SpringTransactionTest {
    /** As an application would have it. */
    static final class Onboarding {
        private final JdbcTemplate jdbc;
        private final TransactionTemplate transactions;
        private final JdbcCredentialStore store;
        private final CredentialLifecycle credentials;
        private final DataSource dataSource;

        Onboarding(DataSource dataSource, JdbcCredentialStore store, CredentialLifecycle credentials) {
            this.dataSource = dataSource;
            this.jdbc = new JdbcTemplate(dataSource);
            this.transactions = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
            this.store = store;
            this.credentials = credentials;
        }

        IssuedKey onboard(String organisation, boolean mayFail) {
            return transactions.execute(status -> {
                jdbc.update("INSERT INTO organisation (id) VALUES (?)", organisation);
                CredentialLifecycle joined = store.joining(credentials, new SpringTransaction(dataSource));
                IssuedKey issued = joined.issue(Lifecycles.principal(organisation));
                joined.suspend(issued.credential().id());
                if (mayFail) {
                    throw new IllegalArgumentException("the application thinks better of it");
                }
                return issued;
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void onboarding_commits_bothAreThere(Server server) {
        try (TestDatabase database = server.fresh();
                JdbcCredentialStore store = database.store()) {
            database.execute("CREATE TABLE organisation (id VARCHAR(128) NOT NULL PRIMARY KEY)");
            List<Change> told = new ArrayList<>();
            store.changes().onCommit(told::addAll);

            IssuedKey issued =
                    new Onboarding(database.dataSource(), store, Lifecycles.over(store)).onboard("cli_1", false);

            assertThat(store.findById(issued.credential().id())).isNotNull();
            assertThat(database.number("SELECT COUNT(*) FROM organisation")).isEqualTo(1);
            assertThat(told).extracting(Change::position).containsExactly(1L, 2L);
            assertThat(told)
                    .isEqualTo(store.changes()
                            .after(new io.keystile.store.FeedPosition(feed(store), 0), 10)
                            .changes());
        }
    }

    @ParameterizedTest
    @EnumSource
    void onboarding_rollsBack_nothingIsThereAndNobodyIsTold(Server server) {
        try (TestDatabase database = server.fresh();
                JdbcCredentialStore store = database.store()) {
            database.execute("CREATE TABLE organisation (id VARCHAR(128) NOT NULL PRIMARY KEY)");
            List<Change> told = new ArrayList<>();
            store.changes().onCommit(told::addAll);

            assertThatThrownBy(() ->
                            new Onboarding(database.dataSource(), store, Lifecycles.over(store)).onboard("cli_1", true))
                    .isInstanceOf(IllegalArgumentException.class);

            assertThat(Undertaking.Totals.of(database)).isEqualTo(new Undertaking.Totals(0, 0, 0, 0, 0, 0));
            assertThat(told).isEmpty();
        }
    }

    private static String feed(JdbcCredentialStore store) {
        return store.changes().after(null, 1).head().feed();
    }
}
