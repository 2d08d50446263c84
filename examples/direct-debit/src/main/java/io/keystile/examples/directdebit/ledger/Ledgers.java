package io.keystile.examples.directdebit.ledger;

import io.keystile.authn.CurrentCaller;
import io.keystile.examples.common.Databases;
import io.keystile.examples.common.Statements;
import io.keystile.examples.common.Transactions;
import io.keystile.key.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** All ledgers: live and sandbox in databases of their own, and in each the organisations apart. Thread-safe. */
public final class Ledgers {
    private final DataSource data;
    private final InstantSource clock;
    private final Set<Known> known = ConcurrentHashMap.newKeySet();

    private record Known(Environment environment, String organisation) {}

    /** In these databases, where their tables are made unless they are there. */
    public Ledgers(Databases databases, InstantSource clock) {
        databases.install(tables());
        this.data = databases.data();
        this.clock = clock;
    }

    /** The ledger of an organisation in the current environment; with the sample in it, if nobody has asked for it before. */
    public Ledger of(String organisation) {
        Known asked = new Known(CurrentCaller.environment(), organisation);
        if (!known.contains(asked)) {
            Transactions.run(data, connection -> installed(connection, asked));
            known.add(asked);
        }
        return new Ledger(data, organisation);
    }

    /** Servers of one database take turns, so that the second finds what the first has made. */
    private @Nullable Void installed(Connection connection, Known asked) {
        Statements.list(connection, "SELECT id FROM dd_turn WHERE id = 1 FOR UPDATE", row -> row.getInt(1));
        if (Statements.list(
                        connection,
                        "SELECT id FROM dd_organisation WHERE id = ?",
                        row -> row.getString(1),
                        asked.organisation)
                .isEmpty()) {
            SampleLedger.insert(
                    connection,
                    asked.environment.name().toLowerCase(Locale.ROOT),
                    asked.organisation,
                    clock.instant().truncatedTo(ChronoUnit.MILLIS));
        }
        return null;
    }

    private static List<String> tables() {
        try (InputStream script = Objects.requireNonNull(Ledgers.class.getResourceAsStream("tables.sql"))) {
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            return List.of(text.split(";\\s*\\n", -1)).stream()
                    .filter(statement -> !statement.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
