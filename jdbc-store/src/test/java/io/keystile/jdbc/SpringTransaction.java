package io.keystile.jdbc;

import java.sql.Connection;
import javax.sql.DataSource;
import org.springframework.core.Ordered;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Spring's open transaction, as docs/database.md shows it. */
final class SpringTransaction implements TransactionJoin {
    private final DataSource dataSource;

    SpringTransaction(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Connection connection() {
        return DataSourceUtils.getConnection(dataSource);
    }

    @Override
    public void beforeCommit(Runnable lastStatement) {
        TransactionSynchronizationManager.registerSynchronization(new Last() {
            @Override
            public void beforeCommit(boolean readOnly) {
                lastStatement.run();
            }
        });
    }

    @Override
    public void afterCommit(Runnable obey) {
        TransactionSynchronizationManager.registerSynchronization(new Last() {
            @Override
            public void afterCommit() {
                obey.run();
            }
        });
    }

    /** Behind whatever else runs before the commit. */
    private interface Last extends TransactionSynchronization, Ordered {
        @Override
        default int getOrder() {
            return LOWEST_PRECEDENCE;
        }
    }
}
