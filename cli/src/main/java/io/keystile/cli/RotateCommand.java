package io.keystile.cli;

import io.keystile.credential.CredentialId;
import io.keystile.lifecycle.Rotation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rotate}: a new key for a credential. */
@Command(
        name = "rotate",
        mixinStandardHelpOptions = true,
        description = "Give a credential a new key, and print it; the one before works for the grace.")
final class RotateCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private final StoreOptions store = new StoreOptions();

    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Parameters(paramLabel = "ID", description = "The credential, acr_….")
    private String id = "";

    @Option(
            names = "--grace",
            required = true,
            paramLabel = "DURATION",
            description = "How long the key before still works, such as 24h, at most 30d; 0s ends it.")
    private String grace = "";

    @Option(names = "--end-previous", description = "End every key that is older than the one before.")
    private boolean endPrevious;

    @Mixin
    private final Output output;

    RotateCommand(Surroundings around) {
        this.around = around;
        this.output = new Output(around);
    }

    @Override
    public Integer call() {
        CredentialId which = Values.id(id);
        Rotation rotation = Rotation.withGrace(Values.duration("--grace", grace));
        try (Work work = Work.on(store, keys.format(), around)) {
            work.tell(output, work.lifecycle().rotate(which, endPrevious ? rotation.endingPrevious() : rotation));
        }
        return ExitStatus.DONE;
    }
}
