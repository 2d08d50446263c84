package io.keystile.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.Keystile;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.net.ClientAddress;
import io.keystile.oauth.EndpointRoutes;
import io.keystile.oauth.JwtAccessTokens;
import io.keystile.oauth.SigningKeys;
import io.keystile.oauth.TokenAlgorithm;
import io.keystile.policy.AccessPolicy;
import io.keystile.store.InMemoryCredentialStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code of README and docs/oauth.md is code that compiles, and runs. */
final class ReadmeTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/oauth.md"})
    void everyJavaBlock_standsInASourceThatIsCompiled(String document) throws IOException {
        List<String> blocks = BLOCK.matcher(Files.readString(ROOT.resolve(document)))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertThat(blocks).isNotEmpty();
        String sources = sources();
        assertThat(blocks).allSatisfy(block -> assertThat(sources).contains(lines(block)));
    }

    @Test
    void settingsAndPolicyOfTheReadmesSpringBoot_areThoseOfTheSample() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        Path resources = Path.of("..", "spring-boot", "src", "main", "resources");

        assertThat(readme).contains(Files.readString(resources.resolve("application.properties")));
        assertThat(readme).contains(Files.readString(resources.resolve("keystile-policy.json")));
    }

    @Test
    void lifecycleOfTheReadme_runs() {
        try (Keystile keystile = Keystile.builder()
                .keys(KeyFormat.withPrefix("acme"))
                .policy(AccessPolicy.builder().guard("/api").build())
                .store(Environment.LIVE, new InMemoryCredentialStore())
                .clientAddress(ClientAddress.peer())
                .build()) {
            Lifecycle.tour(keystile, Instant.now());
            assertThat(keystile.credentials(Environment.LIVE).ownedBy("prn_7")).hasSize(1);
        }
    }

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path root : List.of(Path.of("src", "main", "java"), Path.of("..", "spring-boot", "src", "main", "java"))) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    all.append(lines(Files.readString(file)));
                }
            }
        }
        return all.toString();
    }

    /** Without indentation and empty lines. */
    private static String lines(String text) {
        StringBuilder lines = new StringBuilder();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(line -> lines.append(line).append('\n'));
        return lines.toString();
    }

    @Test
    void shortTokens_areServed() throws IOException {
        try (SigningKeys keys = SigningKeys.madeForThisProcess(TokenAlgorithm.ES256)) {
            JwtAccessTokens tokens = ShortTokens.tokens(keys);
            try (Keystile keystile = ShortTokens.keystile(
                    Keystile.builder()
                            .keys(KeyFormat.withPrefix("acme"))
                            .store(Environment.LIVE, new InMemoryCredentialStore())
                            .clientAddress(ClientAddress.peer()),
                    tokens)) {
                EndpointRoutes routes = ShortTokens.routes(keystile, tokens);
                routes.requireOpen();
                assertThat(routes.paths())
                        .contains(
                                "/oauth/token", "/oauth/introspect", "/.well-known/oauth-authorization-server/sandbox");
            }
        }
    }
}
