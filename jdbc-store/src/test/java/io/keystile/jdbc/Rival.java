package io.keystile.jdbc;

import io.keystile.credential.Actor;
import io.keystile.credential.CredentialId;
import io.keystile.key.Environment;
import io.keystile.lifecycle.ConflictException;
import io.keystile.lifecycle.CredentialLifecycle;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A process that rotates the same credentials as another does, and revokes some of them. Ends with the number of its
 * rotations, which fits an exit code. Arguments: URL, name, the ids; those at odd places are revoked half-way.
 */
final class Rival {
    static final int ROUNDS = 25;

    private Rival() {}

    public static void main(String[] arguments) throws IOException {
        DriverManagerDataSource dataSource = new DriverManagerDataSource(TestDatabase.named(arguments[0], "rival"));
        JdbcCredentialStore store = JdbcCredentialStore.over(dataSource, Environment.LIVE)
                .readTimeout(TestDatabase.PATIENCE)
                .build();
        List<CredentialId> ids =
                Arrays.stream(arguments).skip(2).map(CredentialId::new).toList();
        System.out.println("ready");
        System.in.read();
        System.exit(work(store, arguments[1], ids, 1));
    }

    /** How many of its rotations the store accepted. */
    static int work(JdbcCredentialStore store, String name, List<CredentialId> ids, int revoked) {
        CredentialLifecycle lifecycle = Lifecycles.over(store).actingAs(Actor.named(name));
        int rotations = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (CredentialId id : ids) {
                try {
                    lifecycle.rotate(id, Duration.ZERO);
                    rotations++;
                } catch (ConflictException e) {
                    // Revoked by one of the two: the only thing that may stop a rotation.
                }
            }
            if (round == ROUNDS / 2) {
                lifecycle.revoke(ids.get(revoked));
            }
        }
        return rotations;
    }
}
