package io.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.jdbc.Undertaking.Totals;
import io.keystile.key.Environment;
import io.keystile.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection that is cut before any statement of a step, or behind its commit, leaves all of the step or nothing. */
class CutConnectionTest {
    @ParameterizedTest
    @EnumSource
    void h2_cutAtEveryStatement_leavesAllOrNothing(Undertaking undertaking) {
        cutEverywhere(TestDatabase::h2, undertaking);
    }

    @ParameterizedTest
    @EnumSource
    void postgres_cutAtEveryStatement_leavesAllOrNothing(Undertaking undertaking) {
        cutEverywhere(TestDatabase::postgres, undertaking);
    }

    @ParameterizedTest
    @EnumSource
    void mariaDb_cutAtEveryStatement_leavesAllOrNothing(Undertaking undertaking) {
        cutEverywhere(TestDatabase::mariaDb, undertaking);
    }

    private static void cutEverywhere(Supplier<TestDatabase> databases, Undertaking undertaking) {
        try (TestDatabase database = databases.get();
                JdbcCredentialStore sound = database.store()) {
            database.execute("CREATE TABLE organisation (id VARCHAR(128) NOT NULL PRIMARY KEY)");
            StatementTrap trap = StatementTrap.cuttingConnections();
            JdbcCredentialStore cut = JdbcCredentialStore.over(trap.around(database.dataSource()), Environment.LIVE)
                    .build();
            List<Object> told = new ArrayList<>();
            cut.changes().onCommit(told::add);
            int points = passedWithoutAnyCut(undertaking, sound, cut, trap);

            for (int point = 1; point <= points; point++) {
                undertaking.prepare(sound, "cli_" + point);
                Totals before = Totals.of(database);
                int tenant = point;
                trap.setAt(point);
                told.clear();

                assertThatThrownBy(() -> undertaking.run(cut, "cli_" + tenant))
                        .isInstanceOfAny(StoreUnavailableException.class, IllegalStateException.class);

                boolean behindCommit = point == points;
                assertThat(Totals.of(database))
                        .as("cut at point " + point + " of " + points)
                        .isEqualTo(behindCommit ? before.plus(undertaking.writes()) : before);
                assertThat(told).isEmpty();
            }
        }
    }

    private static int passedWithoutAnyCut(
            Undertaking undertaking, JdbcCredentialStore sound, JdbcCredentialStore cut, StatementTrap trap) {
        undertaking.prepare(sound, "cli_0");
        trap.setAt(Integer.MAX_VALUE);
        undertaking.run(cut, "cli_0");
        return trap.passed();
    }
}
