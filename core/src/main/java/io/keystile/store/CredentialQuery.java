package io.keystile.store;

import io.keystile.credential.Credential;

/** Which credentials to list. */
public sealed interface CredentialQuery {
    /** Those that resolve to {@code owner}. */
    record OwnedBy(String owner) implements CredentialQuery {
        @Override
        public boolean fits(Credential credential) {
            return credential.owner().equals(owner);
        }
    }

    /** Those of {@code tenant}. */
    record OfTenant(String tenant) implements CredentialQuery {
        @Override
        public boolean fits(Credential credential) {
            return credential.tenant().equals(tenant);
        }
    }

    /** Those that {@code maker} made: an operator's name, or a credential's id. */
    record IssuedBy(String maker) implements CredentialQuery {
        @Override
        public boolean fits(Credential credential) {
            return maker.equals(credential.issuedBy());
        }
    }

    /** Whether {@code credential} belongs in the answer. */
    boolean fits(Credential credential);
}
