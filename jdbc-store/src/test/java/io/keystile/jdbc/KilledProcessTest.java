package io.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.jdbc.Undertaking.Totals;
import io.keystile.key.Environment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that dies between any two statements of a step on PostgreSQL leaves all of the step or nothing. */
class KilledProcessTest {
    @ParameterizedTest
    @EnumSource
    void processDies_atEveryStatement_leavesAllOrNothing(Undertaking undertaking) {
        try (TestDatabase database = TestDatabase.postgres();
                JdbcCredentialStore store = database.store()) {
            database.execute("CREATE TABLE organisation (id VARCHAR(128) NOT NULL PRIMARY KEY)");
            int points = points(database, undertaking);

            // The next one starts while this one dies: starting a JVM is what takes long.
            ChildJvm next = victim(database, undertaking, 1);
            for (int point = 1; point <= points; point++) {
                try (ChildJvm child = next) {
                    undertaking.prepare(store, tenant(point));
                    Totals before = Totals.of(database);
                    child.go();
                    next = victim(database, undertaking, point + 1);
                    assertThat(child.await()).isEqualTo(Victim.HALTED);
                    awaitServerToNotice(database);

                    assertThat(Totals.of(database))
                            .as("dead at point " + point + " of " + points)
                            .isEqualTo(point == points ? before.plus(undertaking.writes()) : before);
                }
            }
            next.close();
        }
    }

    private static ChildJvm victim(TestDatabase database, Undertaking undertaking, int point) {
        return ChildJvm.start(Victim.class, database.url(), undertaking.name(), tenant(point), Integer.toString(point));
    }

    private static String tenant(int point) {
        return "cli_" + point;
    }

    private static int points(TestDatabase database, Undertaking undertaking) {
        StatementTrap trap = StatementTrap.haltingTheProcess(1);
        JdbcCredentialStore store = JdbcCredentialStore.over(trap.around(database.dataSource()), Environment.LIVE)
                .build();
        undertaking.prepare(store, "cli_0");
        trap.setAt(Integer.MAX_VALUE);
        undertaking.run(store, "cli_0");
        return trap.passed();
    }

    private static void awaitServerToNotice(TestDatabase database) {
        for (int i = 0; i < 1_000; i++) {
            if (database.number("SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = 'victim'") == 0) {
                return;
            }
            database.number("SELECT 1 FROM pg_sleep(0.01)");
        }
        throw new AssertionError("the server goes on serving the dead");
    }
}
