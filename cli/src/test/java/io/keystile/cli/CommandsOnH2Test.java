package io.keystile.cli;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;

class CommandsOnH2Test extends CommandsContract {
    @TempDir
    Path folder;

    @Override
    String newDatabase() {
        return "jdbc:h2:file:" + folder.resolve(UUID.randomUUID().toString());
    }
}
