package io.keystile.jdbc;

import io.keystile.key.Environment;
import java.io.IOException;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A process that, once told to, dies in the midst of an undertaking. Arguments: URL, undertaking, tenant, point. */
final class Victim {
    static final int HALTED = 137;

    private Victim() {}

    public static void main(String[] arguments) throws IOException {
        DriverManagerDataSource dataSource = new DriverManagerDataSource(TestDatabase.named(arguments[0], "victim"));
        StatementTrap trap = StatementTrap.haltingTheProcess(HALTED);
        JdbcCredentialStore store = JdbcCredentialStore.over(trap.around(dataSource), Environment.LIVE)
                .readTimeout(TestDatabase.PATIENCE)
                .build();
        System.in.read();
        trap.setAt(Integer.parseInt(arguments[3]));
        Undertaking.valueOf(arguments[1]).run(store, arguments[2]);
    }
}
