package io.keystile.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keystile.credential.CredentialId;
import io.keystile.credential.LifecycleEvent;
import io.keystile.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code show}: all of one credential, and its history. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show a credential and the newest steps of its history, oldest first.")
final class ShowCommand implements Callable<Integer> {
    private static final int EVENTS = 100;

    private final Surroundings around;

    @Mixin
    private final StoreOptions store = new StoreOptions();

    @Parameters(paramLabel = "ID", description = "The credential, acr_….")
    private String id = "";

    @Mixin
    private final Output output;

    ShowCommand(Surroundings around) {
        this.around = around;
        this.output = new Output(around);
    }

    @Override
    public Integer call() {
        CredentialId which = Values.id(id);
        try (Work work = Work.on(store, around)) {
            CredentialLines credential = work.lines(List.of(work.lifecycle().get(which)));
            ObjectNode history = JsonNodeFactory.instance.objectNode();
            ArrayNode events = history.putArray("events");
            List<String> lines = new ArrayList<>();
            for (LifecycleEvent event : work.lifecycle().events(which, EVENTS)) {
                events.add(json(event));
                lines.add("event\t" + event.at() + "\t" + kind(event) + "\t"
                        + event.actor().name());
            }
            output.fields(credential, history, lines);
        }
        return ExitStatus.DONE;
    }

    private static ObjectNode json(LifecycleEvent event) {
        IpAddress address = event.actor().address();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("at", event.at().toString())
                .put("kind", kind(event))
                .put("actor", event.actor().name())
                .put("address", address == null ? null : address.toString());
        ObjectNode before = json.putObject("before");
        event.before().forEach(before::put);
        ObjectNode after = json.putObject("after");
        event.after().forEach(after::put);
        return json;
    }

    private static String kind(LifecycleEvent event) {
        return event.kind().name().toLowerCase(Locale.ROOT);
    }
}
