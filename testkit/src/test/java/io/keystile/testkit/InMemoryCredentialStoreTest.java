package io.keystile.testkit;

import io.keystile.store.CredentialStore;
import io.keystile.store.InMemoryCredentialStore;

class InMemoryCredentialStoreTest extends CredentialStoreContract {
    @Override
    protected CredentialStore freshStore() {
        return new InMemoryCredentialStore();
    }
}
