package io.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.ConfigurationException;
import io.keystile.credential.CredentialId;
import io.keystile.jdbc.TestDatabase.Server;
import io.keystile.key.Environment;
import io.keystile.store.CredentialQuery;
import io.keystile.store.StoreUnavailableException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a database must say of itself before a store works with it. */
class StampTest {
    private static JdbcStoreBuilder builder(TestDatabase database, Environment environment) {
        return JdbcCredentialStore.over(database.dataSource(), environment);
    }

    /** What Flyway, or a person, does. */
    private static void runScripts(TestDatabase database, Server server) {
        statements(server).forEach(database::execute);
    }

    private static List<String> statements(Server server) {
        return Objects.requireNonNull(SqlScript.statements(Database.valueOf(server.name()), 1));
    }

    @ParameterizedTest
    @EnumSource
    void build_schemaIsNotThere_isRefusedAndNothingIsMade(Server server) {
        try (TestDatabase database = server.fresh()) {
            assertThatThrownBy(() -> builder(database, Environment.LIVE).build())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("installSchema()");
            assertThatThrownBy(() -> builder(database, Environment.LIVE)
                            .stampEnvironment()
                            .build())
                    .isInstanceOf(ConfigurationException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void build_scriptsRanByHand_wantsOneStamp(Server server) {
        try (TestDatabase database = server.fresh()) {
            runScripts(database, server);
            assertThatThrownBy(() -> builder(database, Environment.LIVE).build())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("stampEnvironment()");

            builder(database, Environment.SANDBOX).stampEnvironment().build().close();
            builder(database, Environment.SANDBOX).build().close();

            assertThatThrownBy(() ->
                            builder(database, Environment.LIVE).installSchema().build())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("is stamped SANDBOX, but was given as the store of LIVE");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void build_schemaTooOldOrTooNew_isRefused(int version) {
        try (TestDatabase database = TestDatabase.h2()) {
            database.store().close();
            database.execute("UPDATE keystile_store SET schema_version = " + version);

            assertThatThrownBy(() -> builder(database, Environment.LIVE).build())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("schema version " + version);
        }
    }

    @Test
    void build_schemaOfTheNextVersion_isServed() {
        try (TestDatabase database = TestDatabase.h2()) {
            database.store().close();
            database.execute("UPDATE keystile_store SET schema_version = 2");

            builder(database, Environment.LIVE).build().close();
        }
    }

    @Test
    void build_databaseFoldsCase_isRefused() {
        try (TestDatabase database = TestDatabase.h2(config -> {
            config.setJdbcUrl(config.getJdbcUrl() + ";IGNORECASE=TRUE");
            return config;
        })) {
            assertThatThrownBy(database::store)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("byte by byte");
        }
    }

    @ParameterizedTest
    @EnumSource
    void install_byManyAtOnceAndAgain_isOneSchemaWithOneStamp(Server server) throws Exception {
        try (TestDatabase database = server.fresh()) {
            ExecutorService nodes = Executors.newFixedThreadPool(4);
            try {
                Callable<String> node = () -> {
                    try (JdbcCredentialStore store = database.store()) {
                        return store.changes().after(null, 1).head().feed();
                    }
                };
                List<Future<String>> feeds = nodes.invokeAll(List.of(node, node, node, node));
                for (Future<String> feed : feeds) {
                    assertThat(feed.get()).isEqualTo(feeds.get(0).get()).hasSize(32);
                }
            } finally {
                nodes.shutdownNow();
            }
            assertThat(database.number("SELECT COUNT(*) FROM keystile_store")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "MARIADB"})
    void install_anEarlierOneWasCutShort_isCompleted(Server server) {
        int statements = statements(server).size();
        for (int ran = 1; ran < statements; ran++) {
            try (TestDatabase database = server.fresh()) {
                statements(server).subList(0, ran).forEach(database::execute);

                database.store().close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void load_recordOfAnotherEnvironment_isNotBelieved(Server server) {
        try (TestDatabase database = server.fresh();
                JdbcCredentialStore store = database.store()) {
            CredentialId id = Lifecycles.over(store)
                    .issue(Lifecycles.principal("cli_1"))
                    .credential()
                    .id();
            database.execute("UPDATE keystile_credential SET environment = 'SANDBOX'");

            assertThatThrownBy(() -> store.findById(id))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("not of environment LIVE");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scopes = ''",
                "scopes = 'a,,b'",
                "state = 'GONE'",
                "allowlist = '10.0.0.1/8'",
                "limits = '5'",
                "limits = '5/soon'",
                "plane = 'ADMIN'"
            })
    void load_recordSpoiltByHand_isNotBelieved(String spoilt) {
        try (TestDatabase database = TestDatabase.h2();
                JdbcCredentialStore store = database.store()) {
            CredentialId id = Lifecycles.over(store)
                    .issue(Lifecycles.principal("cli_1"))
                    .credential()
                    .id();
            database.execute("UPDATE keystile_credential SET " + spoilt);

            assertThatThrownBy(() -> store.findById(id)).isInstanceOf(StoreUnavailableException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ids_compareByteByByte(Server server) {
        try (TestDatabase database = server.fresh();
                JdbcCredentialStore store = database.store()) {
            Lifecycles.over(store).issue(Lifecycles.principal("cli_a"));
            Lifecycles.over(store).issue(Lifecycles.principal("cli_A"));

            assertThat(store.find(new CredentialQuery.OfTenant("cli_A"), 10, null))
                    .hasSize(1);
            assertThat(store.find(new CredentialQuery.OwnedBy("PRN_1"), 10, null))
                    .isEmpty();
            assertThat(store.findTenant("CLI_A".toLowerCase(Locale.ROOT))).isNotNull();
            assertThat(store.findTenant("CLI_A")).isNull();
            assertThat(store.findTenant("cli_a ")).isNull();
            assertThat(store.findTenant("größe")).isNull();
            assertThat(store.find(new CredentialQuery.OfTenant("cli_a "), 10, null))
                    .isEmpty();
            assertThat(store.tenantEvents("cli_a ", 10)).isEmpty();
        }
    }
}
