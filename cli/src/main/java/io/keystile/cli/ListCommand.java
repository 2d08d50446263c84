package io.keystile.cli;

import io.keystile.credential.Credential;
import io.keystile.lifecycle.CredentialLifecycle;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code list}: credentials by what they have in common. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "List the credentials of a tenant, of an owner, or made by somebody. A line each, apart by tabs:",
            "id, status, plane, owner, tenant, scopes (*: all), expiry, key hint, label."
        })
final class ListCommand implements Callable<Integer> {
    private final Surroundings around;

    @Mixin
    private final StoreOptions store = new StoreOptions();

    @Option(names = "--tenant", paramLabel = "ID")
    private @Nullable String tenant;

    @Option(names = "--owner", paramLabel = "ID")
    private @Nullable String owner;

    @Option(names = "--issued-by", paramLabel = "NAME")
    private @Nullable String issuedBy;

    @Mixin
    private final Output output;

    ListCommand(Surroundings around) {
        this.around = around;
        this.output = new Output(around);
    }

    @Override
    public Integer call() {
        if (Stream.of(tenant != null, owner != null, issuedBy != null)
                        .filter(given -> given)
                        .count()
                != 1) {
            throw new UsageException("--tenant, --owner or --issued-by", "one of them is needed");
        }
        try (Work work = Work.on(store, around)) {
            output.list(work.lines(asked(work.lifecycle())));
        }
        return ExitStatus.DONE;
    }

    private List<Credential> asked(CredentialLifecycle lifecycle) {
        if (tenant != null) {
            return lifecycle.ofTenant(tenant);
        }
        return owner != null ? lifecycle.ownedBy(owner) : lifecycle.issuedBy(String.valueOf(issuedBy));
    }
}
