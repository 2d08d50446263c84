package io.keystile.cli;

class CommandsOnPostgresTest extends CommandsContract {
    @Override
    String newDatabase() {
        return PostgresServer.newDatabase();
    }
}
