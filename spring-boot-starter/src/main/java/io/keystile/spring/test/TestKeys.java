package io.keystile.spring.test;

import io.keystile.Keystile;
import io.keystile.credential.Access;
import io.keystile.key.Environment;
import io.keystile.lifecycle.CredentialLifecycle;
import io.keystile.lifecycle.IssuedKey;
import io.keystile.lifecycle.NewCredential;

/** Makes keys for a test, of the principal {@value #OWNER} of the organisation {@value #TENANT}. */
public final class TestKeys {
    /** Whom the keys are of. */
    public static final String OWNER = "prn_test";

    /** Whose organisation it is. */
    public static final String TENANT = "org_test";

    private final Keystile keystile;

    TestKeys(Keystile keystile) {
        this.keystile = keystile;
    }

    /** A live key with these scopes, as it is sent in {@code X-API-Key}. */
    public String withScopes(String... scopes) {
        return issue(Environment.LIVE, Access.only(scopes)).key().reveal();
    }

    /** A live key with full access. */
    public String withFullAccess() {
        return issue(Environment.LIVE, Access.full()).key().reveal();
    }

    /** A key of that environment, with its credential. */
    public IssuedKey issue(Environment environment, Access access) {
        return credentials(environment)
                .issue(NewCredential.principal(OWNER, TENANT).access(access));
    }

    /** For what else a test needs: to revoke, to rotate, to suspend. */
    public CredentialLifecycle credentials(Environment environment) {
        return keystile.credentials(environment);
    }
}
