package io.keystile.testkit.cases;

import io.keystile.Keystile;
import io.keystile.testkit.GuardedServer;
import io.keystile.testkit.SecretCanary;
import io.keystile.testkit.ServerSetup;
import io.keystile.testkit.TokenService;
import io.keystile.testkit.TokenSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The case tables against an adapter on a real server, each row a test of its own. To be extended by each adapter, for
 * each server that it is made for; the README beside the tables says what rows mean. Runs the project's own tables, or
 * those that {@link CaseTables#DIRECTORY_PROPERTY} names.
 */
@Tag("cases")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class CaseTablesContract {
    @RegisterExtension
    final SecretCanary canary = SecretCanary.create();

    private final CaseServers servers = new CaseServers(this::start, this::tokens, this::lenient, canary);

    /** For subclasses. */
    protected CaseTablesContract() {}

    /** Starts a server with the adapter in front of the set-up's resources. */
    protected abstract GuardedServer start(Keystile keystile, ServerSetup setup);

    /**
     * Makes what serves the token endpoint of a server whose {@link ServerSetup#tokens()} it will be; null: the adapter is tried
     * without, and rows about tokens are disabled.
     */
    protected @Nullable TokenService tokens(TokenSettings settings) {
        return null;
    }

    /** Whether the container's own checks are to be loosened as far as they go; false unless overridden. */
    protected boolean lenient() {
        return false;
    }

    /** Why a row can't apply to this server: one sentence, which the disabled test shows; empty for a row that runs. */
    protected Optional<String> whyNot(CaseRow row) {
        return Optional.empty();
    }

    @AfterAll
    void stopServers() {
        servers.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void paths(CaseRow row) {
        check(row, () -> TargetCases.checkPath(servers.at(row.cell("ctx")), row));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void trpc(CaseRow row) {
        check(row, () -> TargetCases.checkProcedures(servers.at("/"), row));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void headers(CaseRow row) {
        check(row, () -> CredentialCases.checkHeaders(servers, row));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void uniformity(CaseRow row) {
        check(row, () -> CredentialCases.checkUniformity(servers, row));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void clientip(CaseRow row) {
        check(row, () -> AddressCases.checkClient(servers, row));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void cidr(CaseRow row) {
        check(row, () -> AddressCases.checkEntry(servers.at("/"), row));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void tokenEndpoint(CaseRow row) {
        check(row, () -> TokenCases.check(servers, row));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void jwt(CaseRow row) {
        check(row, () -> JwtCases.check(servers, row));
    }

    private void check(CaseRow row, Runnable test) {
        try {
            Unwired.read(row);
            Inapplicable.because(row, servers::haveTokens).or(() -> whyNot(row)).ifPresent(Assumptions::abort);
            test.run();
        } catch (IllegalArgumentException e) {
            throw new AssertionError(row.table() + ".tsv " + row.id() + " can't be read: " + e.getMessage(), e);
        }
    }

    static Stream<CaseRow> paths() {
        return rows("paths");
    }

    static Stream<CaseRow> trpc() {
        return rows("trpc");
    }

    static Stream<CaseRow> headers() {
        return rows("headers");
    }

    static Stream<CaseRow> uniformity() {
        return rows("uniformity");
    }

    static Stream<CaseRow> clientip() {
        return rows("clientip");
    }

    static Stream<CaseRow> cidr() {
        return rows("cidr");
    }

    static Stream<CaseRow> tokenEndpoint() {
        return rows("token-endpoint");
    }

    static Stream<CaseRow> jwt() {
        return rows("jwt");
    }

    private static Stream<CaseRow> rows(String table) {
        List<CaseRow> rows = CaseTables.rows(table);
        return rows.isEmpty() ? Stream.of(Inapplicable.absent(table)) : rows.stream();
    }
}
