package io.keystile.testkit.cases;

import io.keystile.Keystile;
import io.keystile.net.ClientAddress;
import io.keystile.testkit.GuardedServer;
import io.keystile.testkit.SecretCanary;
import io.keystile.testkit.ServerSetup;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/** The servers of one contract, each started when a row first asks for its like. */
final class CaseServers implements AutoCloseable {
    private final Map<String, CaseServer> started = new HashMap<>();
    private final BiFunction<Keystile, ServerSetup, GuardedServer> starter;
    private final BooleanSupplier lenient;
    private final SecretCanary canary;

    CaseServers(
            BiFunction<Keystile, ServerSetup, GuardedServer> starter, BooleanSupplier lenient, SecretCanary canary) {
        this.starter = starter;
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
        return started.computeIfAbsent(contextPath + " " + clientAddress, key -> {
            CaseFixture fixture = new CaseFixture(clientAddress, canary);
            ServerSetup setup = new ServerSetup(contextPath, lenient.getAsBoolean(), CaseResources.all());
            return new CaseServer(fixture, setup, starter.apply(fixture.keystile(), setup), canary);
        });
    }

    @Override
    public void close() {
        started.values().forEach(CaseServer::close);
        started.clear();
    }
}
