package io.keystile.cli;

import io.keystile.lifecycle.NewCredential;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code issue}: a credential with its first key. */
@Command(
        name = "issue",
        mixinStandardHelpOptions = true,
        description = "Make a credential, and print its key: KEY=$(java -jar keystile.jar issue …).")
final class IssueCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private final StoreOptions store = new StoreOptions();

    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Mixin
    private final GrantOptions grant = new GrantOptions();

    @Mixin
    private final Output output;

    IssueCommand(Surroundings around) {
        this.around = around;
        this.output = new Output(around);
    }

    @Override
    public Integer call() {
        NewCredential asked = grant.credential(around.clock());
        try (Work work = Work.on(store, keys.format(), around)) {
            work.tell(output, work.lifecycle().issue(asked));
        }
        return ExitStatus.DONE;
    }
}
