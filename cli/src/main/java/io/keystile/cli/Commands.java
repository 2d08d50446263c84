package io.keystile.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** All commands, under one name. */
@Command(
        name = "keystile",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "API keys in a database: issue, list, show, rotate, end, import.",
        footer = {
            "",
            "Exit status: 0 done; 1 refused, not found or in conflict, nothing changed; 2 wrong command line or",
            "database; 3 the database can't be asked.",
            "A new key goes to standard output, alone. No key or password is taken from the command line."
        })
final class Commands {
    private Commands() {}

    /** Runs one, and returns the exit status. */
    static int run(Surroundings around, String... words) {
        CommandLine line = new CommandLine(new Commands());
        line.addSubcommand(new InstallSchemaCommand(around));
        line.addSubcommand(new IssueCommand(around));
        line.addSubcommand(new ListCommand(around));
        line.addSubcommand(new ShowCommand(around));
        line.addSubcommand(new RotateCommand(around));
        for (Step step : Step.values()) {
            CommandLine command = new CommandLine(new StepCommand(around, step));
            command.getCommandSpec().usageMessage().description(step.description());
            line.addSubcommand(step.command(), command);
        }
        line.addSubcommand(new ImportCommand(around));
        line.getCommandSpec().version(version());
        for (CommandLine command : line.getSubcommands().values()) {
            command.getCommandSpec().version(version());
        }
        Failures failures = new Failures(around.err());
        return line.setOut(new PrintWriter(around.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(around.err(), true, StandardCharsets.UTF_8))
                // A file named on the command line would be read for more of it.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .execute(words);
    }

    private static String version() {
        String packed = Commands.class.getPackage().getImplementationVersion();
        return "keystile " + (packed == null ? "(not packed)" : packed);
    }
}
