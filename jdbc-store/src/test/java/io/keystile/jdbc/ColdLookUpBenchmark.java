package io.keystile.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystile.key.KeyHash;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What a look-up costs that no cache of ours answers, among ten thousand credentials and among as many as asked for. Each key
 * is asked for once, in blocks that take turns, so that both sizes share whatever else the machine does. Run by name alone:
 * {@code mvn test -pl jdbc-store -am -Dtest=ColdLookUpBenchmark -Dkeystile.lookups=10000000}.
 */
@EnabledIfSystemProperty(named = ColdLookUpBenchmark.PROPERTY, matches = "[0-9]+")
class ColdLookUpBenchmark {
    static final String PROPERTY = "keystile.lookups";

    private static final int FEW = 10_000;
    private static final int BLOCKS = 40;
    private static final int WARM_UP_BLOCKS = 8;
    private static final int BLOCK = 100;

    private final Random random = new Random(7);

    @Test
    void lookUps_amongFewAndMany() {
        int many = Integer.getInteger(PROPERTY);
        try (TestDatabase small = TestDatabase.postgres();
                TestDatabase large = TestDatabase.postgres();
                JdbcCredentialStore few = filled(small, FEW);
                JdbcCredentialStore lots = filled(large, many)) {
            long[] fewNanos = new long[BLOCKS * BLOCK];
            long[] lotsNanos = new long[BLOCKS * BLOCK];
            for (int block = -WARM_UP_BLOCKS; block < BLOCKS; block++) {
                measure(few, FEW, block, fewNanos);
                measure(lots, many, block, lotsNanos);
            }
            System.out.println(report(FEW, fewNanos));
            System.out.println(report(many, lotsNanos));
            System.out.printf("ratio of medians: %.2f%n", median(lotsNanos) / (double) median(fewNanos));
        }
    }

    private void measure(JdbcCredentialStore store, int size, int block, long[] nanos) {
        for (int i = 0; i < BLOCK; i++) {
            KeyHash hash = KeyHash.of("dd_live_" + (1 + random.nextInt(size)));
            long start = System.nanoTime();
            assertThat(store.findByKey(hash) != null).isTrue();
            if (block >= 0) {
                nanos[block * BLOCK + i] = System.nanoTime() - start;
            }
        }
    }

    private static String report(int size, long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return "%,d credentials: p50 %d us, p90 %d us, p99 %d us"
                .formatted(
                        size,
                        sorted[sorted.length / 2] / 1_000,
                        sorted[sorted.length * 9 / 10] / 1_000,
                        sorted[sorted.length * 99 / 100] / 1_000);
    }

    private static long median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Rows as the library writes them, made by the server itself; indexes are built behind them, as a restore does. */
    private static JdbcCredentialStore filled(TestDatabase database, int size) {
        database.store().close();
        database.execute(
                "ALTER TABLE keystile_credential_key DROP CONSTRAINT keystile_credential_key_credential_id_fkey,"
                        + " DROP CONSTRAINT keystile_credential_key_generation, DROP CONSTRAINT keystile_credential_key_pkey");
        database.execute("ALTER TABLE keystile_credential DROP CONSTRAINT keystile_credential_tenant_fkey,"
                + " DROP CONSTRAINT keystile_credential_pkey");
        database.execute(
                "DROP INDEX keystile_credential_owner, keystile_credential_tenant, keystile_credential_issued_by");
        database.execute("INSERT INTO keystile_tenant (id, suspended, attributes, limits, version)"
                + " SELECT 'cli_' || i, FALSE, '', '', 1 FROM generate_series(0, 999) i");
        database.execute(
                "INSERT INTO keystile_credential (id, plane, owner, tenant, environment, issued_by, created_at,"
                        + " state, scopes, allowlist, attributes, limits, token_epoch, version) SELECT 'acr_' || lpad(i::text, 22, '0'),"
                        + " 'PRINCIPAL', 'prn_' || i, 'cli_' || i % 1000, 'LIVE', 'operator:jo', 1800000000000 + i, 'ACTIVE',"
                        + " 'mandates:read,mandates:write', '', '', '', 0, 1 FROM generate_series(1, " + size + ") i");
        database.execute("INSERT INTO keystile_credential_key (hash, credential_id, generation, hint)"
                + " SELECT sha256(convert_to('dd_live_' || i, 'UTF8')), 'acr_' || lpad(i::text, 22, '0'), 1, 'abcd'"
                + " FROM generate_series(1, " + size + ") i");
        database.execute("ALTER TABLE keystile_credential ADD PRIMARY KEY (id)");
        database.execute("ALTER TABLE keystile_credential_key ADD PRIMARY KEY (hash),"
                + " ADD CONSTRAINT keystile_credential_key_generation UNIQUE (credential_id, generation)");
        database.execute("VACUUM ANALYZE");
        database.execute("CHECKPOINT"); // or the look-ups would write what was loaded
        return database.store();
    }
}
