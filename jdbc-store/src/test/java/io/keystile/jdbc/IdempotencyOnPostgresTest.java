package io.keystile.jdbc;

class IdempotencyOnPostgresTest extends IdempotencyContract {
    @Override
    TestDatabase freshDatabase() {
        return TestDatabase.postgres();
    }
}
