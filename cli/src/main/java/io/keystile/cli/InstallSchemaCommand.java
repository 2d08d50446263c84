package io.keystile.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code install-schema}: makes an empty database a store, stamped with its environment. */
@Command(
        name = "install-schema",
        mixinStandardHelpOptions = true,
        description = "Create what the database lacks, and stamp it with its environment. Can be run again.")
final class InstallSchemaCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private final StoreOptions store = new StoreOptions();

    @Mixin
    private final Output output;

    InstallSchemaCommand(Surroundings around) {
        this.around = around;
        this.output = new Output(around);
    }

    @Override
    public Integer call() {
        store.install(around).close();
        String environment = store.environmentName();
        output.done(
                JsonNodeFactory.instance.objectNode().put("environment", environment),
                "the database holds the schema, and is stamped " + environment);
        return ExitStatus.DONE;
    }
}
