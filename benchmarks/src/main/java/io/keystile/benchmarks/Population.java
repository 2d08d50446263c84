package io.keystile.benchmarks;

import io.keystile.Keystile;
import io.keystile.KeystileBuilder;
import io.keystile.credential.Access;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.key.KeyGenerator;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.store.CacheLimits;
import io.keystile.store.CredentialStore;
import io.keystile.store.Freshness;

/** What is asked in every benchmark: the same policy, and keys that may read mandates. */
final class Population {
    /** A path of an ordinary length, three segments deep under its rule. */
    static final String TARGET = "/api/v1/mandates/42";

    static final String SCOPE = "mandates:read";
    static final int KEYS = 100_000;

    /** Of more keys than that, so many are asked for. */
    static final int MOST_ASKED = 1_000_000;

    /** None that a benchmark meets: what is measured is the check, not the guard of the store. */
    static final CacheLimits NO_LIMITS = new CacheLimits(20_000_000, 10_000, 1_000_000_000);

    private Population() {}

    static AccessPolicy policy() {
        return AccessPolicy.builder()
                .guard("/api")
                .scope("/api/v1/mandates", SCOPE)
                .scope("/api/v1/payments", "payments:read")
                .build();
    }

    static KeystileBuilder over(CredentialStore store) {
        return Keystile.builder()
                .keys(KeyFormat.withPrefix("acme"))
                .policy(policy())
                .store(Environment.LIVE, store)
                .clientAddress(ClientAddress.peer())
                .freshness(Freshness.withoutOutageGrace())
                .cacheLimits(NO_LIMITS);
    }

    /** A credential like any other: two scopes of its own, and one of a thousand organisations. */
    static NewCredential credential(int number) {
        return NewCredential.principal("prn_" + number, "cli_" + number % 1_000)
                .access(Access.only(SCOPE, "mandates:write"));
    }

    static String issue(Keystile keystile, NewCredential credential) {
        return keystile.credentials(Environment.LIVE).issue(credential).key().reveal();
    }

    static String[] issue(Keystile keystile, int count) {
        String[] keys = new String[count];
        for (int i = 0; i < count; i++) {
            keys[i] = issue(keystile, credential(i));
        }
        return keys;
    }

    /**
     * The same keys, one behind the other in memory, so that floors, checks and peers read them alike: what is strewn over
     * memory is what each keeps of them, not what it is asked with.
     */
    static String[] sideBySide(String[] keys) {
        String[] copies = new String[keys.length];
        for (int i = 0; i < keys.length; i++) {
            copies[i] = String.valueOf(keys[i].toCharArray());
        }
        System.gc();
        return copies;
    }

    /** Well-formed keys of nobody. */
    static String[] strangers(int count) {
        KeyGenerator generator = new KeyGenerator();
        KeyFormat format = KeyFormat.withPrefix("acme");
        String[] keys = new String[count];
        for (int i = 0; i < count; i++) {
            keys[i] = generator.next(format, Environment.LIVE).reveal();
        }
        return sideBySide(keys);
    }
}
