package io.keystile.cli;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;

/**
 * What a command has around it.
 *
 * @param environment the process's variables
 */
record Surroundings(
        InputStream in, PrintStream out, PrintStream err, Map<String, String> environment, InstantSource clock) {

    static Surroundings ofProcess() {
        return new Surroundings(System.in, System.out, System.err, System.getenv(), InstantSource.system());
    }

    /** Asks a person, who must sit at a terminal. */
    char[] askPassword() {
        Console console = System.console();
        char[] answer = console == null ? null : console.readPassword("database password: ");
        if (answer == null) {
            throw new UsageException("--ask-password", "needs a terminal");
        }
        return answer;
    }

    /** The variables' names alone are worth telling. */
    @Override
    public String toString() {
        return "Surroundings";
    }
}
