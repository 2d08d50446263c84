package io.keystile.faults;

import io.keystile.authn.Refusal;
import io.keystile.credential.Access;
import io.keystile.credential.CredentialId;
import io.keystile.jdbc.JdbcCredentialStore;
import io.keystile.key.Environment;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.NewCredential;
import io.keystile.store.CacheFigures;
import io.keystile.store.StoreHealth;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Answers the commands of a test, one line each. Thread-safe but for reopening. */
final class NodeService {
    private final NodeSettings settings;
    private final AtomicLong wallOffsetMillis;
    private final List<Connection> drained = new ArrayList<>();
    private volatile NodeParts parts;

    NodeService(NodeSettings settings) {
        this.settings = settings;
        this.wallOffsetMillis = new AtomicLong(settings.wallOffset().toMillis());
        this.parts = open();
    }

    private NodeParts open() {
        return NodeParts.open(settings, () -> Instant.now().plusMillis(wallOffsetMillis.get()));
    }

    private CredentialLifecycle lifecycle() {
        return parts.keystile().credentials(Environment.LIVE);
    }

    String answer(String command, String argument) throws SQLException {
        return switch (command) {
            case "verify" -> verify(argument);
            case "issue" -> text(lifecycle().issue(credential()));
            case "issue-until" -> text(lifecycle().issue(credential().expiresAt(Instant.parse(argument))));
            case "rotate" -> text(lifecycle().rotate(new CredentialId(argument), Duration.ZERO));
            case "revoke" -> done(lifecycle().revoke(new CredentialId(argument)));
            case "suspend" -> done(lifecycle().suspend(new CredentialId(argument)));
            case "resume" -> done(lifecycle().resume(new CredentialId(argument)));
            case "step" ->
                done(wallOffsetMillis.addAndGet(Duration.parse(argument).toMillis()));
            case "drain" -> done(drain());
            case "refill" -> done(refill());
            case "prune" -> Long.toString(parts.store().prune(Duration.ZERO));
            case "health" -> health().state().name();
            case "figures" -> figures();
            case "threads" -> threads();
            case "close" -> done(close());
            case "reopen" -> done(reopen());
            default -> throw new IllegalArgumentException("no command " + command);
        };
    }

    /** One transaction that shows the key before it commits, and commits when {@code meanwhile} returns. */
    String issueAround(Consumer<String> meanwhile) {
        JdbcCredentialStore store = parts.store();
        return store.inTransaction(lifecycle(), (connection, joined) -> {
            meanwhile.accept(text(joined.issue(credential())));
            return "done";
        });
    }

    private static NewCredential credential() {
        return NewCredential.principal("prn_1", "cli_1").access(Access.full());
    }

    private static String text(IssuedKey issued) {
        return issued.credential().id().value() + " " + issued.key().reveal();
    }

    private static String done(Object ignored) {
        return "done";
    }

    private String verify(String key) {
        return parts.keystile()
                .decide(new KeyRequest(key))
                .fold(granted -> "GRANTED", u -> "UNGUARDED", p -> "PREFLIGHT", refused -> kind(refused.refusal()));
    }

    private static String kind(Refusal refusal) {
        return refusal.kind() == Refusal.Kind.UNAVAILABLE ? "UNAVAILABLE" : "REFUSED";
    }

    private StoreHealth health() {
        return Objects.requireNonNull(parts.keystile().health().stores().get(Environment.LIVE));
    }

    private String figures() {
        CacheFigures figures =
                Objects.requireNonNull(parts.keystile().figures().caches().get(Environment.LIVE));
        return "hits " + figures.hits() + " loads " + figures.loads() + " keys " + figures.keys() + " sweeps "
                + figures.sweeps() + " reads " + figures.feedReads() + " failed " + figures.failedFeedReads();
    }

    /** Those that answer tests aside. */
    private static String threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !name.equals("conversation"))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private synchronized int drain() throws SQLException {
        for (int i = 0; i < NodeParts.POOL_SIZE; i++) {
            drained.add(drainOne());
        }
        return drained.size();
    }

    // Others take connections too, but give them back: one of the tries finds it.
    private Connection drainOne() throws SQLException {
        for (int tries = 1; ; tries++) {
            try {
                return parts.pool().getConnection();
            } catch (SQLException e) {
                if (tries == 20) {
                    throw e;
                }
            }
        }
    }

    private synchronized int refill() throws SQLException {
        for (Connection connection : drained) {
            connection.close();
        }
        drained.clear();
        return drained.size();
    }

    private NodeParts close() {
        parts.close();
        return parts;
    }

    private NodeParts reopen() {
        parts.close();
        parts = open();
        return parts;
    }
}
