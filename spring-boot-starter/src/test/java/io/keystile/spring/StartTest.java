package io.keystile.spring;

import static io.keystile.spring.security.KeystileConfigurer.keystile;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.ConfigurationException;
import io.keystile.spring.app.App;
import io.keystile.spring.app.FailedStart;
import io.keystile.spring.app.Mistaken;
import io.keystile.spring.app.PlainApp;
import io.keystile.spring.app.Running;
import io.keystile.testkit.LogCapture;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;

/** What stops an application's start, and what it then says. */
class StartTest {
    private static final String APPLICATION = "keystile.sessions-guarded-by=application";

    /** The application in a context without a server, which is soon made. */
    private static WebApplicationContextRunner runner(Class<?>... application) {
        return new WebApplicationContextRunner()
                .withPropertyValues(Running.SETTINGS.toArray(new String[0]))
                // No database, which would cost most of the time.
                .withPropertyValues("spring.flyway.enabled=false", "keystile.store=in-memory-lost-at-restart")
                .withUserConfiguration(application);
    }

    private static void assertRefused(WebApplicationContextRunner runner, Consumer<List<String>> problems) {
        runner.run(context ->
                problems.accept(FailedStart.of(context.getStartupFailure()).problems()));
    }

    @Test
    void nothingConfigured_namesAllThatIsMissing_byItsProperty() {
        assertRefused(
                runner(PlainApp.class)
                        .withPropertyValues(
                                "keystile.store=jdbc",
                                "keystile.prefix=",
                                "keystile.client-address=",
                                "keystile.outage-grace="),
                problems -> assertThat(problems)
                        .anyMatch(line -> line.startsWith("keystile.prefix:"))
                        .anyMatch(line -> line.startsWith("keystile.client-address:"))
                        .anyMatch(line -> line.startsWith("keystile.outage-grace:"))
                        .anyMatch(line -> line.startsWith("keystile.sessions-guarded-by:")));
    }

    @Test
    void missingPolicy_saysWhereItShouldBe() {
        assertRefused(
                runner(PlainApp.class).withPropertyValues("keystile.policy=classpath:nowhere.json"),
                problems -> assertThat(problems)
                        .singleElement()
                        .asString()
                        .startsWith("keystile.policy:")
                        .contains("nowhere.json"));
    }

    @Test
    void addressThatBootResolves_needsNoSetting_andAllowsNoOther() {
        String forwarded = "server.forward-headers-strategy=native";

        runner(PlainApp.class)
                .withPropertyValues(APPLICATION, forwarded, "keystile.client-address=resolved-by-container")
                .run(context -> assertThat(context).hasNotFailed());
        assertRefused(
                runner(PlainApp.class).withPropertyValues(APPLICATION, forwarded),
                problems -> assertThat(problems)
                        .singleElement()
                        .asString()
                        .contains("server.forward-headers-strategy is native"));
        assertRefused(
                runner(PlainApp.class).withPropertyValues(APPLICATION, "spring.main.cloud-platform=kubernetes"),
                problems -> assertThat(problems).singleElement().asString().contains("KUBERNETES"));
    }

    @Test
    void addressBehindProxies_wantsHeaderAndProxies() {
        String behind = "keystile.client-address=behind-proxies";

        assertRefused(
                runner(PlainApp.class).withPropertyValues(APPLICATION, behind),
                problems -> assertThat(problems).singleElement().asString().contains("keystile.proxies"));
        runner(PlainApp.class)
                .withPropertyValues(
                        APPLICATION, behind, "keystile.forwarded-header=X-Forwarded-For", "keystile.proxies=10.0.0.0/8")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void handlerThatNothingCovers_stopsTheStart_orWarns_orIsListed() {
        WebApplicationContextRunner runner =
                runner(PlainApp.class, Mistaken.Uncovered.class).withPropertyValues(APPLICATION);

        assertRefused(
                runner,
                problems -> assertThat(problems).singleElement().asString().startsWith("GET /about (Uncovered#about)"));
        runner.withPropertyValues("keystile.handlers.open=/about")
                .run(context -> assertThat(context).hasNotFailed());
        try (LogCapture log = LogCapture.start("io.keystile")) {
            runner.withPropertyValues("keystile.handlers.uncovered=warn-and-leave-open")
                    .run(context -> assertThat(context).hasNotFailed());
            assertThat(log.lines().toString()).contains("open to everyone: GET /about");
        }
    }

    @Test
    void annotatedScope_thatThereIsNot_stopsTheStart() {
        assertRefused(
                runner(PlainApp.class, Mistaken.Misspelt.class).withPropertyValues(APPLICATION),
                problems -> assertThat(problems).singleElement().asString().contains("mandates:wirte"));
        runner(PlainApp.class, Mistaken.Misspelt.class)
                .withPropertyValues(APPLICATION, "keystile.scopes=mandates:wirte")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void annotatedHandler_whereNoCredentialIsRead_stopsTheStart() {
        assertRefused(
                runner(PlainApp.class, Mistaken.Unread.class)
                        .withPropertyValues(APPLICATION, "keystile.handlers.open=/outside"),
                problems -> assertThat(problems).singleElement().asString().contains("reads no credential"));
    }

    @Test
    void handlers_areListedWithTheirRules() {
        try (LogCapture log = LogCapture.start("io.keystile")) {
            runner(PlainApp.class)
                    .withPropertyValues(APPLICATION)
                    .run(context -> assertThat(context).hasNotFailed());
            assertThat(log.lines().toString())
                    .contains("GET /api/keys (Mandates#list): guarded root /api; ANY /api/keys")
                    .contains("annotated: mandates:write");
        }
    }

    @Test
    void chainsWithoutTheRoutes_stopTheStart() {
        assertRefused(
                runner(WithoutKeystile.class),
                problems ->
                        assertThat(problems).anyMatch(line -> line.startsWith("/api: guarded by the policy, and no")));
    }

    @Test
    void chainWithoutProtectionOfSessions_asksWhoGuardsThem() {
        assertRefused(
                runner(WithoutCsrf.class),
                problems -> assertThat(problems)
                        .singleElement()
                        .asString()
                        .startsWith("keystile.sessions-guarded-by: the chain of [/api/**]"));
        runner(WithoutCsrf.class)
                .withPropertyValues(
                        "keystile.sessions-guarded-by=origin", "keystile.session-origins=https://app.example")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void routesBehindARuleForAllRequests_areRefused_andSoAreUnguardedOnes() {
        assertRefused(
                runner(TooLate.class),
                problems -> assertThat(problems).singleElement().asString().contains("ahead of authorizeHttpRequests"));
        assertRefused(
                runner(TooWide.class),
                problems -> assertThat(problems).singleElement().asString().contains("leaves a part of it open"));
    }

    @Test
    void wholeApplication_startsInASecondContextToo() {
        runner(App.class).run(context -> assertThat(context).hasNotFailed().hasBean("keystile"));
    }

    @Test
    void failureAnalysis_saysWhatToDo() {
        ConfigurationException cause = new ConfigurationException(List.of("keystile.prefix: …"));

        assertThat(new ConfigurationFailureAnalyzer().analyze(cause))
                .isNotNull()
                .satisfies(analysis -> assertThat(analysis.getDescription()).contains("keystile.prefix"))
                .satisfies(analysis -> assertThat(analysis.getAction()).contains("KeystileBuilderCustomizer"));
    }

    @Configuration(proxyBeanMethods = false)
    @Import(App.Service.class)
    static class WithoutKeystile {
        @Bean
        SecurityFilterChain web(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(App.Service.class)
    static class WithoutCsrf {
        @Bean
        SecurityFilterChain web(HttpSecurity http) throws Exception {
            return http.with(keystile(), k -> k.routes("/api/**"))
                    .csrf(AbstractHttpConfigurer::disable)
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(App.Service.class)
    static class TooLate {
        @Bean
        SecurityFilterChain web(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                    .with(keystile(), k -> k.routes("/api/**"))
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(App.Service.class)
    static class TooWide {
        @Bean
        SecurityFilterChain web(HttpSecurity http) throws Exception {
            return http.with(keystile(), k -> k.routes("/**")).build();
        }
    }
}
