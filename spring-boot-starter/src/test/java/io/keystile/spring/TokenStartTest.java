package io.keystile.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.oauth.EndpointRoutes;
import io.keystile.oauth.JwtAccessTokens;
import io.keystile.oauth.SigningKeys;
import io.keystile.oauth.TokenAlgorithm;
import io.keystile.oauth.TokenEndpoint;
import io.keystile.policy.AccessPolicy;
import io.keystile.spring.app.App;
import io.keystile.spring.app.FailedStart;
import io.keystile.spring.app.PlainApp;
import io.keystile.spring.app.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.SecurityFilterChain;

/** What an application has to say for its token endpoint, and what stops its start. */
class TokenStartTest {
    private static final String ISSUER = "keystile.oauth2.issuer=https://auth.example";
    private static final String AUDIENCE = "keystile.oauth2.audience=https://api.example";
    private static final String MADE = "keystile.oauth2.keys-made-at-start=true";

    private static WebApplicationContextRunner runner(Class<?>... application) {
        return new WebApplicationContextRunner()
                .withPropertyValues(Running.SETTINGS.toArray(new String[0]))
                .withPropertyValues(
                        "spring.flyway.enabled=false",
                        "keystile.store=in-memory-lost-at-restart",
                        "keystile.sessions-guarded-by=application")
                .withUserConfiguration(application);
    }

    private static List<String> problems(WebApplicationContextRunner runner) {
        List<String> problems = new ArrayList<>();
        runner.run(context ->
                problems.addAll(FailedStart.of(context.getStartupFailure()).problems()));
        return problems;
    }

    @Test
    void issuerAlone_namesAllElseThatIsMissing() {
        assertThat(problems(runner(PlainApp.class).withPropertyValues(ISSUER)))
                .anyMatch(line -> line.startsWith("keystile.oauth2.audience:"))
                .anyMatch(line -> line.startsWith("keystile.oauth2.token-keys:"))
                .hasSize(2);
    }

    @Test
    void keysOfAFile_andMadeAtStart_excludeEachOther() {
        assertThat(problems(runner(PlainApp.class)
                        .withPropertyValues(ISSUER, AUDIENCE, MADE, "keystile.oauth2.token-keys=keys.json")))
                .singleElement()
                .asString()
                .startsWith("keystile.oauth2.keys-made-at-start:");
    }

    @Test
    void fileThatIsMissingOrBroken_isNamed(@TempDir Path directory) throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.json"), "{\"keys\":[{\"kty\":\"EC\"}]}");

        for (String file : List.of(directory.resolve("none.json").toString(), broken.toString(), "classpath:none")) {
            assertThat(problems(runner(PlainApp.class)
                            .withPropertyValues(ISSUER, AUDIENCE, "keystile.oauth2.token-keys=" + file)))
                    .singleElement()
                    .asString()
                    .startsWith("keystile.oauth2.token-keys: ")
                    .contains(file.replace("classpath:", ""));
        }
    }

    @Test
    void settingsThatAreWrong_areNamedAsProperties() {
        assertThat(problems(runner(PlainApp.class)
                        .withPropertyValues(
                                "keystile.oauth2.issuer=ftp://auth.example",
                                AUDIENCE,
                                MADE,
                                "keystile.oauth2.time-to-live=2d")))
                .anyMatch(line -> line.startsWith("keystile.oauth2.issuer: is 'ftp://auth.example' for "))
                .anyMatch(line -> line.startsWith("keystile.oauth2.time-to-live: is PT48H"))
                .allMatch(line -> line.startsWith("keystile.oauth2.") && !line.endsWith("; "));
    }

    @Test
    void moduleThatIsNotThere_isAskedFor_ifTokensAre() {
        WebApplicationContextRunner without =
                runner(PlainApp.class).withClassLoader(new FilteredClassLoader("io.keystile.oauth", "com.nimbusds"));

        assertThat(problems(without.withPropertyValues(ISSUER)))
                .singleElement()
                .asString()
                .contains("io.keystile:keystile-oauth2");
        without.run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void policyThatGuardsTheEndpoint_andAFilterThatReadsItsBodies_stopTheStart() {
        String[] tokens = {ISSUER, AUDIENCE, MADE};

        assertThat(problems(runner(PlainApp.class, AllGuarded.class).withPropertyValues(tokens)))
                .anyMatch(line -> line.startsWith("/oauth/token: guarded by the policy"));
        assertThat(problems(runner(PlainApp.class)
                        .withPropertyValues(tokens)
                        .withPropertyValues("spring.mvc.hiddenmethod.filter.enabled=true")))
                .singleElement()
                .asString()
                .startsWith("spring.mvc.hiddenmethod.filter.enabled:");
    }

    @Test
    void keystile_isClosedBeforeItsKeys() {
        runner(PlainApp.class, Closing.class)
                .withPropertyValues(ISSUER, AUDIENCE, MADE)
                .run(context -> {
                    List<String> closed = context.getBean(Closing.class).closed;
                    context.close();
                    assertThat(closed).containsSubsequence("keystile", "keystileSigningKeys");
                });
    }

    @Test
    void switchedOff_thereIsNoEndpoint() {
        runner(PlainApp.class)
                .withPropertyValues(ISSUER, AUDIENCE, MADE, "keystile.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(SigningKeys.class)
                        .doesNotHaveBean("keystileTokenServlet"));
    }

    @Test
    void chainOfBootsOwn_staysBehindTheEndpoints() {
        runner(App.Service.class)
                .withPropertyValues(
                        ISSUER, AUDIENCE, MADE, "keystile.filter=servlet", "keystile.handlers.open=/csrf,/me")
                .run(context -> assertThat(context.getBeanProvider(SecurityFilterChain.class)
                                .orderedStream())
                        .hasSize(2)
                        .first()
                        .isSameAs(context.getBean("keystileTokenChain")));
    }

    @Test
    void beansOfTheApplication_takeThePlaceOfOurs() {
        runner(PlainApp.class, Own.class)
                .withPropertyValues(ISSUER)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(JwtAccessTokens.class)
                        .doesNotHaveBean(SigningKeys.class)
                        .getBean(EndpointRoutes.class)
                        .satisfies(routes -> assertThat(routes.paths()).containsExactly("/token")));
    }

    @Configuration(proxyBeanMethods = false)
    static class AllGuarded {
        @Bean
        AccessPolicy policy() {
            return AccessPolicy.builder().guard("/").build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Own {
        @Bean
        JwtAccessTokens tokens() {
            return JwtAccessTokens.builder(SigningKeys.madeForThisProcess(TokenAlgorithm.ES256))
                    .issuer("https://other.example")
                    .audience("https://api.example")
                    .build();
        }

        @Bean
        EndpointRoutes routes(TokenEndpoint endpoint) {
            return EndpointRoutes.of(endpoint).tokenAt("/token").withoutKeySet();
        }
    }

    /** Writes down what is closed. */
    static class Closing implements DestructionAwareBeanPostProcessor {
        private final List<String> closed = new ArrayList<>();

        @Override
        public boolean requiresDestruction(Object bean) {
            return bean instanceof AutoCloseable;
        }

        @Override
        public void postProcessBeforeDestruction(Object bean, String name) {
            closed.add(name);
        }
    }
}
