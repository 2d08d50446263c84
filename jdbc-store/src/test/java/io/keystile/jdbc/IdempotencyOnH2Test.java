package io.keystile.jdbc;

class IdempotencyOnH2Test extends IdempotencyContract {
    @Override
    TestDatabase freshDatabase() {
        return TestDatabase.h2();
    }
}
