package io.keystile.examples.directdebit;

import org.jspecify.annotations.Nullable;

/** The command line, or a file that it names, can't be used; the message is the one line that says so. */
final class FlagException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String line;

    FlagException(String flag, @Nullable String problem) {
        this(flag + ": " + problem);
    }

    private FlagException(String line) {
        super(line);
        this.line = line;
    }

    /** The message. */
    String line() {
        return line;
    }
}
