package io.keystile.examples.mandateapi.registry;

import io.keystile.examples.common.Statements;
import io.keystile.examples.common.Statements.Row;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The registry as one connection sees it: within that connection's transaction, if it has one. What is asked for by the id of
 * the one that it belongs to is found only there: another's is null.
 */
public final class Registry {
    /** The tables, where they are not there yet. */
    public static final List<String> SCHEMA = List.of(
            "CREATE TABLE IF NOT EXISTS client (id VARCHAR(64) PRIMARY KEY, name VARCHAR(200) NOT NULL)",
            "CREATE TABLE IF NOT EXISTS principal (id VARCHAR(64) PRIMARY KEY,"
                    + " client VARCHAR(64) NOT NULL REFERENCES client (id), name VARCHAR(200) NOT NULL)",
            "CREATE TABLE IF NOT EXISTS agent (id VARCHAR(64) PRIMARY KEY,"
                    + " principal VARCHAR(64) NOT NULL REFERENCES principal (id), name VARCHAR(200) NOT NULL)",
            "CREATE TABLE IF NOT EXISTS mandate (id VARCHAR(64) PRIMARY KEY,"
                    + " agent VARCHAR(64) NOT NULL REFERENCES agent (id), name VARCHAR(200) NOT NULL,"
                    + " status VARCHAR(16) NOT NULL)",
            "CREATE TABLE IF NOT EXISTS authorization_decision (id VARCHAR(64) PRIMARY KEY,"
                    + " principal VARCHAR(64) NOT NULL, agent VARCHAR(64), amount_cents BIGINT NOT NULL,"
                    + " approved BOOLEAN NOT NULL, decided_at BIGINT NOT NULL)",
            "CREATE TABLE IF NOT EXISTS webhook (id VARCHAR(64) PRIMARY KEY, principal VARCHAR(64) NOT NULL,"
                    + " url VARCHAR(2000) NOT NULL)",
            "CREATE TABLE IF NOT EXISTS settlement (id VARCHAR(64) PRIMARY KEY, principal VARCHAR(64) NOT NULL,"
                    + " asset VARCHAR(32) NOT NULL, amount BIGINT NOT NULL)",
            "CREATE INDEX IF NOT EXISTS principal_client ON principal (client)",
            "CREATE INDEX IF NOT EXISTS agent_principal ON agent (principal)",
            "CREATE INDEX IF NOT EXISTS mandate_agent ON mandate (agent)",
            "CREATE INDEX IF NOT EXISTS authorization_decision_principal ON authorization_decision (principal)",
            "CREATE INDEX IF NOT EXISTS webhook_principal ON webhook (principal)");

    private static final String MANDATES = "SELECT m.id, m.agent, a.principal, m.name, m.status FROM mandate m"
            + " JOIN agent a ON a.id = m.agent WHERE a.principal = ?";

    private final Connection connection;

    /** On this connection. */
    public Registry(Connection connection) {
        this.connection = connection;
    }

    public Client addClient(String name) {
        Client client = new Client(Ids.next("cli"), name);
        write("INSERT INTO client (id, name) VALUES (?, ?)", client.id(), client.name());
        return client;
    }

    public @Nullable Client client(String id) {
        return first(
                "SELECT id, name FROM client WHERE id = ?", row -> new Client(row.getString(1), row.getString(2)), id);
    }

    public Principal addPrincipal(String client, String name) {
        Principal principal = new Principal(Ids.next("prn"), client, name);
        write(
                "INSERT INTO principal (id, client, name) VALUES (?, ?, ?)",
                principal.id(),
                principal.client(),
                principal.name());
        return principal;
    }

    public @Nullable Principal principal(String client, String id) {
        return first(
                "SELECT id, client, name FROM principal WHERE id = ? AND client = ?", Registry::principal, id, client);
    }

    public List<Principal> principals(String client) {
        return all("SELECT id, client, name FROM principal WHERE client = ? ORDER BY id", Registry::principal, client);
    }

    public Agent addAgent(String principal, String name) {
        Agent agent = new Agent(Ids.next("agt"), principal, name);
        write("INSERT INTO agent (id, principal, name) VALUES (?, ?, ?)", agent.id(), agent.principal(), agent.name());
        return agent;
    }

    /** An agent of any of the client's principals. */
    public @Nullable Agent agentOfClient(String client, String id) {
        return first(
                "SELECT a.id, a.principal, a.name FROM agent a JOIN principal p ON p.id = a.principal"
                        + " WHERE a.id = ? AND p.client = ?",
                Registry::agent,
                id,
                client);
    }

    public @Nullable Agent agent(String principal, String id) {
        return first(
                "SELECT id, principal, name FROM agent WHERE id = ? AND principal = ?", Registry::agent, id, principal);
    }

    public List<Agent> agents(String principal) {
        return all("SELECT id, principal, name FROM agent WHERE principal = ? ORDER BY id", Registry::agent, principal);
    }

    public Mandate addMandate(Agent agent, String name) {
        Mandate mandate = new Mandate(Ids.next("mnd"), agent.id(), agent.principal(), name, Mandate.Status.ACTIVE);
        write(
                "INSERT INTO mandate (id, agent, name, status) VALUES (?, ?, ?, ?)",
                mandate.id(),
                mandate.agent(),
                mandate.name(),
                mandate.status().stored());
        return mandate;
    }

    public @Nullable Mandate mandate(String principal, String id) {
        return first(MANDATES + " AND m.id = ?", Registry::mandate, principal, id);
    }

    public List<Mandate> mandates(String principal) {
        return all(MANDATES + " ORDER BY m.id", Registry::mandate, principal);
    }

    /** Decides on a transaction: approved for an agent of the principal's own that has a mandate in force. */
    public Authorization authorize(String principal, @Nullable String agent, long amountCents, Instant now) {
        boolean approved = agent != null
                && mandates(principal).stream()
                        .anyMatch(m -> m.agent().equals(agent) && m.status() == Mandate.Status.ACTIVE);
        Authorization made = new Authorization(Ids.next("aut"), principal, agent, amountCents, approved, now);
        write(
                "INSERT INTO authorization_decision (id, principal, agent, amount_cents, approved, decided_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                made.id(),
                principal,
                agent,
                amountCents,
                approved,
                now.toEpochMilli());
        return made;
    }

    public List<Authorization> authorizations(String principal) {
        return all(
                "SELECT id, principal, agent, amount_cents, approved, decided_at FROM authorization_decision"
                        + " WHERE principal = ? ORDER BY decided_at, id",
                row -> new Authorization(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getBoolean(5),
                        Instant.ofEpochMilli(row.getLong(6))),
                principal);
    }

    public Webhook addWebhook(String principal, String url) {
        Webhook webhook = new Webhook(Ids.next("whk"), principal, url);
        write("INSERT INTO webhook (id, principal, url) VALUES (?, ?, ?)", webhook.id(), principal, url);
        return webhook;
    }

    public List<Webhook> webhooks(String principal) {
        return all(
                "SELECT id, principal, url FROM webhook WHERE principal = ? ORDER BY id",
                row -> new Webhook(row.getString(1), row.getString(2), row.getString(3)),
                principal);
    }

    public Settlement addSettlement(String principal, String asset, long amount) {
        Settlement settlement = new Settlement(Ids.next("stl"), principal, asset, amount);
        write(
                "INSERT INTO settlement (id, principal, asset, amount) VALUES (?, ?, ?, ?)",
                settlement.id(),
                principal,
                asset,
                amount);
        return settlement;
    }

    private static Principal principal(ResultSet row) throws SQLException {
        return new Principal(row.getString(1), row.getString(2), row.getString(3));
    }

    private static Agent agent(ResultSet row) throws SQLException {
        return new Agent(row.getString(1), row.getString(2), row.getString(3));
    }

    private static Mandate mandate(ResultSet row) throws SQLException {
        return new Mandate(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Mandate.Status.of(row.getString(5)));
    }

    private void write(String change, @Nullable Object... values) {
        Statements.update(connection, change, values);
    }

    private <T> List<T> all(String query, Row<T> row, Object... values) {
        return Statements.list(connection, query, row, values);
    }

    private <T> @Nullable T first(String query, Row<T> row, Object... values) {
        List<T> all = all(query, row, values);
        return all.isEmpty() ? null : all.get(0);
    }
}
