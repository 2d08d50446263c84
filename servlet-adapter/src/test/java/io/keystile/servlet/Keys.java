package io.keystile.servlet;

import io.keystile.Keystile;
import io.keystile.KeystileBuilder;
import io.keystile.credential.Access;
import io.keystile.key.Environment;
import io.keystile.key.KeyFormat;
import io.keystile.lifecycle.NewCredential;
import io.keystile.net.ClientAddress;
import io.keystile.policy.AccessPolicy;
import io.keystile.store.InMemoryCredentialStore;

/** A Keystile in memory, as an application would set it up, and keys of it. */
final class Keys {
    static final String ORIGIN = "https://app.example";

    private Keys() {}

    static AccessPolicy.Builder policy() {
        return AccessPolicy.builder()
                .guard("/api")
                .open("/api/open")
                .scope("/api/read", "read")
                .scope("/api/write", "write")
                .scopeOrSession("/api/both", "read")
                .sessionOnly("/api/session");
    }

    static KeystileBuilder builder() {
        return builder(policy().build());
    }

    static KeystileBuilder builder(AccessPolicy policy) {
        return Keystile.builder()
                .keys(KeyFormat.withPrefix("acme"))
                .policy(policy)
                .store(Environment.LIVE, new InMemoryCredentialStore())
                .store(Environment.SANDBOX, new InMemoryCredentialStore())
                .clientAddress(ClientAddress.peer())
                .crossOrigins(ORIGIN)
                .sessionsGuardedByOrigin(ORIGIN);
    }

    /** A principal's live key with these scopes. */
    static String issue(Keystile keystile, String... scopes) {
        return issue(keystile, principal(scopes));
    }

    static NewCredential principal(String... scopes) {
        return NewCredential.principal("prn_1", "cli_1").access(Access.only(scopes));
    }

    static String issue(Keystile keystile, NewCredential credential) {
        return keystile.credentials(Environment.LIVE).issue(credential).key().reveal();
    }

    /** A key of a plane that no route here admits. */
    static String issueOfOtherPlane(Keystile keystile) {
        NewCredential client = NewCredential.client("cli_1").access(Access.full());
        return issue(keystile, client);
    }
}
