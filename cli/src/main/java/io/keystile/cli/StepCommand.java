package io.keystile.cli;

import io.keystile.credential.CredentialId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The commands of {@link Step}. */
@Command(mixinStandardHelpOptions = true)
final class StepCommand implements Callable<Integer> {
    private final Surroundings around;
    private final Step step;

    @Mixin
    private final StoreOptions store = new StoreOptions();

    @Parameters(paramLabel = "ID", description = "The credential, acr_….")
    private String id = "";

    @Mixin
    private final Output output;

    StepCommand(Surroundings around, Step step) {
        this.around = around;
        this.step = step;
        this.output = new Output(around);
    }

    @Override
    public Integer call() {
        CredentialId which = Values.id(id);
        try (Work work = Work.on(store, around)) {
            CredentialLines credential = work.lines(List.of(step.take(work.lifecycle(), which)));
            output.credential(
                    credential, "is " + credential.first().path("status").textValue());
        }
        return ExitStatus.DONE;
    }
}
