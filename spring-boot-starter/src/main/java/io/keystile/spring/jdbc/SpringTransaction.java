package io.keystile.spring.jdbc;

import io.keystile.jdbc.TransactionJoin;
import java.sql.Connection;
import javax.sql.DataSource;
import org.springframework.core.Ordered;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The transaction that Spring has open on this thread, whichever of its managers began it. */
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

    /** Behind whatever else runs before the commit, such as the flush of an entity manager. */
    private interface Last extends TransactionSynchronization, Ordered {
        @Override
        default int getOrder() {
            return LOWEST_PRECEDENCE;
        }
    }
}
