package io.keystile.testkit.cases;

import io.keystile.Keystile;
import io.keystile.net.ClientAddress;
import io.keystile.testkit.GuardedServer;
import io.keystile.testkit.ManualTime;
import io.keystile.testkit.SecretCanary;
import io.keystile.testkit.ServerSetup;
import io.keystile.testkit.TokenService;
import io.keystile.testkit.TokenSettings;
import java.security.KeyPair;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The servers of one contract, each started when a row first asks for its like. */
final class CaseServers implements AutoCloseable {
    private static final String FIRST = "ES256";

    private final Map<String, CaseServer> started = new HashMap<>();
    private final Map<String, JwtKeys> keys = new HashMap<>();
    private final BiFunction<Keystile, ServerSetup, GuardedServer> starter;
    private final Function<TokenSettings, @Nullable TokenService> services;
    private final BooleanSupplier lenient;
    private final SecretCanary canary;

    /** @param services makes what serves tokens; gives null where the adapter is tried without */
    CaseServers(
            BiFunction<Keystile, ServerSetup, GuardedServer> starter,
            Function<TokenSettings, @Nullable TokenService> services,
            BooleanSupplier lenient,
            SecretCanary canary) {
        this.starter = starter;
        this.services = services;
        this.lenient = lenient;
        this.canary = canary;
    }

    /** @param contextPath as the ctx column has it */
    CaseServer at(String contextPath) {
        return server(contextPath.equals("/") ? "" : contextPath, ClientAddress.peer());
    }

    CaseServer behind(ClientAddress clientAddress) {
        return server("", clientAddress);
    }

    private CaseServer server(String contextPath, ClientAddress clientAddress) {
        return started(contextPath + " " + clientAddress, () -> {
            CaseFixture fixture = new CaseFixture(clientAddress, canary);
            ServerSetup setup = new ServerSetup(contextPath, lenient.getAsBoolean(), CaseResources.all());
            return new CaseServer(fixture, setup, starter.apply(fixture.keystile(), setup), canary);
        });
    }

    /** Whether the adapter is tried with tokens. */
    boolean haveTokens() {
        return withTokensIfAny().tokens() != null;
    }

    /** With a token endpoint, or, where there is none to try, without. */
    CaseServer withTokensIfAny() {
        CaseServer server = maker(FIRST);
        return server == null ? at("/") : server;
    }

    /** With a token endpoint that signs by this algorithm. */
    CaseServer withTokens(String algorithm) {
        return Objects.requireNonNull(maker(algorithm));
    }

    /** Null if the adapter is tried without tokens. */
    private @Nullable CaseServer maker(String algorithm) {
        String name = "tokens " + algorithm;
        if (started.containsKey(name)) {
            return started.get(name);
        }
        JwtKeys signing = keys.computeIfAbsent(algorithm, JwtKeys::forAlgorithm);
        ManualTime time = ManualTime.start();
        TokenService service = services.apply(TokenSettings.with(time, pair(signing)));
        if (service == null) {
            return null;
        }
        CaseFixture fixture = new CaseFixture(time, canary, CaseFixture.listeners(canary), service.verifier());
        return started(name, () -> start(fixture, service, new CaseServer.Signing(algorithm, signing)));
    }

    private CaseServer start(
            CaseFixture fixture, @Nullable TokenService service, CaseServer.@Nullable Signing signing) {
        ServerSetup setup = new ServerSetup("", lenient.getAsBoolean(), CaseResources.besideTokens(), service);
        return new CaseServer(fixture, setup, starter.apply(fixture.keystile(), setup), canary, signing);
    }

    /** The same service over the same stores, with OAuth2 switched off. */
    CaseServer switchedOff() {
        return started("tokens off", () -> start(withTokensIfAny().fixture().startedAgain(null), null, null));
    }

    /** The service of that algorithm once more, over the same stores and with the same keys. */
    CaseServer startedAgain(String algorithm) {
        return started("tokens again " + algorithm, () -> {
            CaseFixture first = withTokens(algorithm).fixture();
            TokenSettings settings =
                    TokenSettings.with(first.time(), pair(keys.computeIfAbsent(algorithm, JwtKeys::forAlgorithm)));
            TokenService service = Objects.requireNonNull(services.apply(settings));
            return start(first.startedAgain(service.verifier()), service, null);
        });
    }

    private static KeyPair pair(JwtKeys keys) {
        return Objects.requireNonNull(keys.server());
    }

    // Not computeIfAbsent: one server may ask for another.
    private CaseServer started(String name, Supplier<CaseServer> start) {
        CaseServer known = started.get(name);
        if (known == null) {
            known = start.get();
            started.put(name, known);
        }
        return known;
    }

    @Override
    public void close() {
        started.values().forEach(CaseServer::close);
        started.clear();
    }
}
