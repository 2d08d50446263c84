package io.keystile.cli;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a command has around it.
 *
 * @param environment the process's variables
 * @param person asks for a password at the terminal; supplies null where there is none
 */
record Surroundings(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Supplier<@Nullable String> person,
        InstantSource clock) {

    static Surroundings ofProcess() {
        return new Surroundings(
                System.in, System.out, System.err, System.getenv(), Surroundings::atTerminal, InstantSource.system());
    }

    @SuppressWarnings("SystemConsoleNull") // from Java 22 on it then reads standard input, which is as good
    private static @Nullable String atTerminal() {
        Console console = System.console();
        char[] answer = console == null ? null : console.readPassword("database password: ");
        return answer == null ? null : new String(answer);
    }

    String askPassword() {
        String answer = person.get();
        if (answer == null) {
            throw new UsageException("--ask-password", "needs a terminal");
        }
        return answer;
    }

    /** Nothing of the variables: they hold passwords. */
    @Override
    public String toString() {
        return "Surroundings";
    }
}
