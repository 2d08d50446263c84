package io.keystile.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystile.Keystile;
import io.keystile.credential.Access;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.spring.app.FailedStart;
import io.keystile.spring.app.Running;
import io.keystile.spring.jdbc.JoinedCredentials;
import io.keystile.store.InMemoryCredentialStore;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Credentials in the application's database: here one without a web part, such as a job that issues keys. */
class DatabaseTest {
    private static final NewCredential NEW =
            NewCredential.principal("prn_1", "org_1").access(Access.only("mandates:read"));

    private static ApplicationContextRunner runner(Class<?> application) {
        return new ApplicationContextRunner()
                .withPropertyValues(Running.SETTINGS.toArray(new String[0]))
                .withPropertyValues(
                        "keystile.sessions-guarded-by=application",
                        "spring.flyway.enabled=false",
                        "spring.datasource.generate-unique-name=true")
                .withUserConfiguration(application);
    }

    private static String problemOf(@Nullable Throwable failure) {
        return String.valueOf(FailedStart.of(failure).getMessage());
    }

    @Test
    void key_isIssuedWithRowsOfTheApplications_orNeitherIs() {
        runner(One.class).run(context -> {
            JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
            jdbc.execute("CREATE TABLE organisation (id VARCHAR(20))");
            TransactionTemplate transactions = context.getBean(TransactionTemplate.class);
            JoinedCredentials joined = context.getBean(JoinedCredentials.class);
            Keystile keystile = context.getBean(Keystile.class);

            assertThatThrownBy(() -> transactions.executeWithoutResult(status -> {
                        jdbc.update("INSERT INTO organisation VALUES ('org_1')");
                        joined.in(Environment.LIVE).issue(NEW);
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM organisation", Integer.class))
                    .isZero();
            assertThat(keystile.credentials(Environment.LIVE).ownedBy("prn_1")).isEmpty();

            transactions.executeWithoutResult(status -> {
                jdbc.update("INSERT INTO organisation VALUES ('org_1')");
                joined.in(Environment.LIVE).issue(NEW);
            });
            assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM organisation", Integer.class))
                    .isOne();
            assertThat(keystile.credentials(Environment.LIVE).ownedBy("prn_1")).hasSize(1);
            assertThatThrownBy(() -> joined.in(Environment.LIVE)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> joined.in(Environment.SANDBOX)).isInstanceOf(IllegalArgumentException.class);
        });
    }

    @Test
    void sandbox_isAnotherDataSource_byItsName() {
        runner(Two.class)
                .withPropertyValues("keystile.database.live=first", "keystile.database.sandbox=second")
                .run(context -> {
                    Keystile keystile = context.getBean(Keystile.class);
                    keystile.credentials(Environment.SANDBOX).issue(NEW);

                    assertThat(keystile.credentials(Environment.LIVE).ownedBy("prn_1"))
                            .isEmpty();
                    assertThat(stamp(context.getBean("first", DataSource.class)))
                            .isEqualTo("LIVE");
                    assertThat(stamp(context.getBean("second", DataSource.class)))
                            .isEqualTo("SANDBOX");
                });
    }

    private static String stamp(DataSource source) {
        return String.valueOf(
                new JdbcTemplate(source).queryForObject("SELECT environment FROM keystile_store", String.class));
    }

    @Test
    void severalDataSources_haveToBeNamed_byNamesThatThereAre() {
        runner(Two.class)
                .run(context -> assertThat(problemOf(context.getStartupFailure()))
                        .contains("keystile.database.live")
                        .contains("first, second"));
        runner(Two.class)
                .withPropertyValues("keystile.database.live=third")
                .run(context ->
                        assertThat(problemOf(context.getStartupFailure())).contains("no DataSource bean named third"));
    }

    @Test
    void schema_isInstalledInMemory_andElsewhereWhereAskedFor() {
        runner(One.class)
                .withPropertyValues("keystile.database.schema=never")
                .run(context ->
                        assertThat(problemOf(context.getStartupFailure())).contains("schema"));
        runner(One.class)
                .withPropertyValues("keystile.database.schema=always")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void flyway_whereTheApplicationUsesIt_setsUpTheSchema_behindTheApplicationsScripts() {
        runner(One.class)
                .withPropertyValues("spring.flyway.enabled=true", "spring.flyway.locations=classpath:app-migrations")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
                    assertThat(jdbc.queryForList(
                                    "SELECT \"script\" FROM \"keystile_schema_history\" WHERE \"type\" = 'SQL'",
                                    String.class))
                            .isEqualTo(List.of("V1__keystile.sql"));
                    assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM of_the_application", Integer.class))
                            .isZero();
                });
    }

    @Test
    void storeInMemory_isAskedForByANameThatConfessesIt() {
        runner(Two.class)
                .withPropertyValues("keystile.store=in-memory-lost-at-restart")
                .run(context -> {
                    context.getBean(Keystile.class)
                            .credentials(Environment.LIVE)
                            .issue(NEW);
                    assertThat(context).doesNotHaveBean(JoinedCredentials.class);
                });
    }

    @Test
    void beansOfTheApplication_takeThePlaceOfOurs() {
        runner(Own.class)
                .run(context ->
                        assertThat(context).hasSingleBean(Keystile.class).hasBean("mine"));
        runner(Customized.class)
                .withPropertyValues("keystile.prefix=")
                .run(context -> assertThat(context.getBean(Keystile.class)
                                .credentials(Environment.LIVE)
                                .issue(NEW)
                                .key()
                                .reveal())
                        .startsWith("coded_live_"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class One {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Two {
        @Bean
        DataSource first() {
            return memory("first");
        }

        @Bean
        DataSource second() {
            return memory("second");
        }

        private static DataSource memory(String name) {
            return new DriverManagerDataSource("jdbc:h2:mem:" + name + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Own {
        @Bean
        Keystile mine() {
            return Keystile.builder()
                    .keys(KeyFormat.withPrefix("own"))
                    .policy(AccessPolicy.builder().guard("/api").build())
                    .store(Environment.LIVE, new InMemoryCredentialStore())
                    .clientAddress(ClientAddress.peer())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Customized {
        @Bean
        KeystileBuilderCustomizer keys() {
            return builder -> builder.keys(KeyFormat.withPrefix("coded"));
        }
    }
}
