package io.keystile.jdbc;

import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

class IdempotencyOnH2Test extends IdempotencyContract {
    private static final AtomicInteger NAMES = new AtomicInteger();

    @Override
    DataSource freshDatabase() throws Exception {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:idempotency" + NAMES.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("RUNSCRIPT FROM 'classpath:/io/keystile/jdbc/schema/h2/V1__keystile.sql'");
        }
        return source;
    }
}
