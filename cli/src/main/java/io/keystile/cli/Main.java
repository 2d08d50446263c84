package io.keystile.cli;

/** Starts a command; {@code --help} lists them. */
public final class Main {
    private Main() {}

    /** Runs the command that the words name, and ends the process with its status. */
    public static void main(String[] words) {
        System.exit(Commands.run(Surroundings.ofProcess(), words));
    }
}
