package io.keystile.jdbc;

import io.keystile.store.CredentialStore;
import io.keystile.testkit.CredentialStoreContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class H2CredentialStoreTest extends CredentialStoreContract {
    private final List<TestDatabase> databases = new ArrayList<>();

    @Override
    protected CredentialStore freshStore() {
        TestDatabase database = TestDatabase.h2();
        databases.add(database);
        return database.store();
    }

    @Override
    protected CredentialStore secondHandle(CredentialStore store) {
        return databases.get(databases.size() - 1).store();
    }

    @AfterEach
    void close() {
        databases.forEach(TestDatabase::close);
    }
}
