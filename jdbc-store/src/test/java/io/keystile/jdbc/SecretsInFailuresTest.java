package io.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.keystile.jdbc.TestDatabase.Server;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.store.StoreUnavailableException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Drivers quote the rows that a database refuses; we don't. */
class SecretsInFailuresTest {
    @ParameterizedTest
    @EnumSource
    void step_databaseRefusesTheKeysRow_failureHoldsItsCodeAndNothingOfTheRow(Server server) {
        try (TestDatabase database = server.fresh();
                JdbcCredentialStore store = database.store()) {
            CredentialLifecycle lifecycle = Lifecycles.over(store);
            var issued = lifecycle.issue(Lifecycles.principal("cli_1"));
            database.execute("ALTER TABLE keystile_credential_key ADD CONSTRAINT first_keys CHECK (generation < 2)");
            String hash = issued.credential().keys().current().hash().toHex();

            Throwable failure =
                    catchThrowable(() -> lifecycle.rotate(issued.credential().id(), Duration.ZERO));

            assertThat(failure).isInstanceOf(StoreUnavailableException.class).hasMessageContaining("SQLState");
            assertThat(failure.getCause())
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isNotNull());
            StringWriter all = new StringWriter();
            failure.printStackTrace(new PrintWriter(all, true));
            assertThat(all.toString().toLowerCase(Locale.ROOT))
                    .doesNotContain("\\x")
                    .doesNotContain(hash)
                    .doesNotContain("first_keys")
                    .doesNotContain("failing row");
        }
    }
}
