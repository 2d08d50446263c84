package io.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.authn.CurrentCaller;
import io.keystile.key.Environment;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class EnvironmentDataSourceTest {
    private final DataSource live = database("routed_live");
    private final DataSource sandbox = database("routed_sandbox");
    private final EnvironmentDataSource routed = new EnvironmentDataSource(live, sandbox);

    private static DataSource database(String name) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + name);
        return source;
    }

    private String catalog() throws SQLException {
        try (Connection connection = routed.getConnection()) {
            return connection.getCatalog();
        }
    }

    @Test
    void noEnvironment_isRefused() {
        assertThatThrownBy(routed::getConnection)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no environment");
        assertThatThrownBy(() -> routed.getConnection("sa", "")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void eachEnvironment_itsOwnDatabase() throws SQLException {
        try (CurrentCaller.Open open = CurrentCaller.in(Environment.SANDBOX)) {
            assertThat(open).isNotNull();
            assertThat(catalog()).isEqualTo("ROUTED_SANDBOX");
        }
        try (CurrentCaller.Open open = CurrentCaller.in(Environment.LIVE)) {
            assertThat(open).isNotNull();
            assertThat(catalog()).isEqualTo("ROUTED_LIVE");
        }
    }

    @Test
    void otherThread_hasNone_unlessWrapped() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (CurrentCaller.Open open = CurrentCaller.in(Environment.SANDBOX)) {
            assertThat(open).isNotNull();
            Callable<String> wrapped = CurrentCaller.wrap(this::catalog);

            assertThat(pool.submit(wrapped).get()).isEqualTo("ROUTED_SANDBOX");
            assertThatThrownBy(() -> pool.submit(this::catalog).get())
                    .hasRootCauseInstanceOf(IllegalStateException.class);
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void openTransaction_staysInItsDatabase() throws SQLException {
        try (CurrentCaller.Open outer = CurrentCaller.in(Environment.SANDBOX);
                Connection connection = routed.getConnection()) {
            assertThat(outer).isNotNull();
            try (CurrentCaller.Open inner = CurrentCaller.in(Environment.LIVE)) {
                assertThat(inner).isNotNull();
                assertThat(connection.getCatalog()).isEqualTo("ROUTED_SANDBOX");
                assertThat(catalog()).isEqualTo("ROUTED_LIVE");
            }
        }
    }

    @Test
    void oneForBoth_isRefused() {
        assertThatThrownBy(() -> new EnvironmentDataSource(live, live))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two databases");
    }

    @Test
    void unwrap_doesNotLeaveTheRouting() {
        assertThat(routed.isWrapperFor(JdbcDataSource.class)).isFalse();
        assertThatThrownBy(() -> routed.unwrap(JdbcDataSource.class)).isInstanceOf(SQLException.class);
        assertThat(routed.of(Environment.LIVE)).isSameAs(live);
    }
}
