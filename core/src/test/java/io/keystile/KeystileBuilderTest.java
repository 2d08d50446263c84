package io.keystile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keystile.authn.OperatorKey;
import io.keystile.credential.Access;
import io.keystile.credential.Plane;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.key.KeyShape;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.LifecycleLimits;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.store.InMemoryCredentialStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeystileBuilderTest {
    private static final String SECRET = "0123456789abcdef-S3CRET-key";

    private final AccessPolicy policy =
            AccessPolicy.builder().guard("/api").scope("/api/a", "a:read").build();

    @Test
    void nothingSet_namesAllThatIsMissing() {
        assertThat(problemsOf(Keystile.builder()))
                .satisfiesExactly(
                        p -> assertThat(p).startsWith("keys: "),
                        p -> assertThat(p).startsWith("policy: "),
                        p -> assertThat(p).startsWith("clientAddress: "),
                        p -> assertThat(p).startsWith("store: "));
    }

    @Test
    void whatThePolicyNeeds_isNamedToo() {
        AccessPolicy demanding = AccessPolicy.builder()
                .guard("/api")
                .scopeOrSession("/api/a", "a:read")
                .plane(Plane.ADMIN, "/api/admin")
                .build();

        assertThat(problemsOf(Keystile.builder().policy(demanding)))
                .hasSize(5)
                .anyMatch(p -> p.startsWith("sessionsGuardedByOrigin(…) or sessionsGuardedByApplication()"))
                .anyMatch(p -> p.startsWith("operator: "));
        assertThat(complete()
                        .policy(demanding)
                        .sessionsGuardedByApplication()
                        .operator(OperatorKey.ofRaw("jo", SECRET))
                        .build()
                        .policy())
                .isSameAs(demanding);
    }

    @Test
    void wrongSettings_areNamedTogetherWithMissingOnes() {
        InMemoryCredentialStore shared = new InMemoryCredentialStore();
        KeystileBuilder builder = Keystile.builder()
                .keys()
                .store(Environment.LIVE, shared)
                .store(Environment.SANDBOX, shared)
                .sessionsGuardedByApplication()
                .sessionsGuardedByOrigin("no origin")
                .crossOrigins("*")
                .realm("a\"b");

        assertThat(problemsOf(builder))
                .anyMatch(p -> p.startsWith("keys: "))
                .anyMatch(p -> p.startsWith("store: ") && p.contains("share"))
                .anyMatch(p -> p.startsWith("sessionsGuardedByOrigin: "))
                .anyMatch(p -> p.startsWith("crossOrigins: "))
                .anyMatch(p -> p.startsWith("realm: "))
                .anyMatch(p -> p.startsWith("policy: "))
                .anyMatch(p -> p.startsWith("clientAddress: "));
    }

    @Test
    void choiceMadeTwice_isRefused() {
        assertThat(problemsOf(complete().sessionsGuardedByApplication().sessionsGuardedByOrigin("https://a.example")))
                .containsExactly("sessionsGuardedBy…: chosen twice; choose one");
        assertThat(problemsOf(complete().store(Environment.LIVE, new InMemoryCredentialStore())))
                .containsExactly("store: LIVE has two; give it one");
    }

    @Test
    void operatorsWithOneKey_areNamedWithoutIt() {
        KeystileBuilder builder = complete()
                .operator(OperatorKey.ofRaw("jo", SECRET))
                .operator(OperatorKey.ofRaw("jo", SECRET + SECRET))
                .operator(OperatorKey.ofRaw("al", SECRET));

        assertThat(problemsOf(builder))
                .hasSize(1)
                .allSatisfy(p -> assertThat(p)
                        .startsWith("operator: jo and al have one key")
                        .doesNotContain("S3CRET"));
    }

    @Test
    void exceptionsText_isALinePerProblem() {
        ConfigurationException e = thrownBy(Keystile.builder());

        assertThat(String.valueOf(e.getMessage()).lines())
                .hasSize(5)
                .startsWith("Keystile is not configured:")
                .containsAll(e.problems().stream().map(p -> "  - " + p).toList());
        assertThatThrownBy(() -> e.problems().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void builderMended_builds() {
        KeystileBuilder builder = Keystile.builder().policy(policy).clientAddress(ClientAddress.peer());
        assertThat(problemsOf(builder)).hasSize(2);

        builder.keys(KeyFormat.withPrefix("acme")).store(Environment.LIVE, new InMemoryCredentialStore());
        assertThat(builder.build()).isNotNull();
    }

    @Test
    void lifecycle_issuesByTheSettings() {
        Instant now = Instant.parse("2026-01-02T03:04:05Z");
        InMemoryCredentialStore sandbox = new InMemoryCredentialStore();
        try (Keystile keystile = complete()
                .store(Environment.SANDBOX, sandbox)
                .clock(() -> now)
                .lifecycleLimits(new LifecycleLimits(Duration.ofMinutes(1), 1))
                .build()) {
            IssuedKey issued = keystile.credentials(Environment.SANDBOX)
                    .issue(NewCredential.client("cli_1").access(Access.full()));

            assertThat(KeyFormat.withPrefix("acme").shapeOf(issued.key().reveal()))
                    .isEqualTo(KeyShape.SANDBOX);
            assertThat(issued.credential().createdAt()).isEqualTo(now);
            assertThat(issued.credential().issuedBy()).isEqualTo("application");
            assertThat(sandbox.findById(issued.credential().id())).isEqualTo(issued.credential());
            assertThat(keystile.credentials(Environment.LIVE).ofTenant("cli_1")).isEmpty();
            assertThatThrownBy(() -> keystile.credentials(Environment.SANDBOX)
                            .rotate(issued.credential().id(), Duration.ofMinutes(2)))
                    .hasMessageContaining("at most 60");
            assertThat(keystile.redactor().redact("key " + issued.key().reveal()))
                    .doesNotContain(issued.key().reveal());
        }
    }

    @Test
    void environmentWithoutAStore_hasNoCredentials() {
        try (Keystile keystile = complete().build()) {
            assertThatThrownBy(() -> keystile.credentials(Environment.SANDBOX))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("SANDBOX");
        }
    }

    private KeystileBuilder complete() {
        return Keystile.builder()
                .keys(KeyFormat.withPrefix("acme"))
                .policy(policy)
                .clientAddress(ClientAddress.peer())
                .store(Environment.LIVE, new InMemoryCredentialStore());
    }

    private static List<String> problemsOf(KeystileBuilder builder) {
        return thrownBy(builder).problems();
    }

    private static ConfigurationException thrownBy(KeystileBuilder builder) {
        return catchThrowableOfType(ConfigurationException.class, builder::build);
    }
}
