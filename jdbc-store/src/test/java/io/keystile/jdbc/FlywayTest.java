package io.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.jdbc.TestDatabase.Server;
import io.keystile.key.Environment;
import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scripts, run by Flyway as {@code docs/database.md} has it, beside an application's own history. */
class FlywayTest {
    @ParameterizedTest
    @EnumSource
    void scripts_runByFlyway_areWhatTheLibraryInstalls(Server server) {
        try (TestDatabase database = server.fresh()) {
            database.execute("CREATE TABLE mandate (id INTEGER)");
            Flyway flyway = Flyway.configure()
                    .dataSource(database.dataSource())
                    .locations(
                            "classpath:io/keystile/jdbc/schema/" + server.name().toLowerCase(Locale.ROOT))
                    .table("keystile_schema_history")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load();

            assertThat(flyway.migrate().migrationsExecuted).isEqualTo(1);
            assertThat(flyway.migrate().migrationsExecuted).isZero();

            JdbcCredentialStore.over(database.dataSource(), Environment.LIVE)
                    .stampEnvironment()
                    .build()
                    .close();
            // What the library would have installed is there already, and is left as it is.
            JdbcCredentialStore.over(database.dataSource(), Environment.LIVE)
                    .installSchema()
                    .build()
                    .close();
            flyway.validate();
        }
    }
}
