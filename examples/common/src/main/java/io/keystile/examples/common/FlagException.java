package io.keystile.examples.common;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The command line, or a file that it names, can't be used; the message is the one line that says so. */
public final class FlagException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\u2028\u2029]");

    private final String line;

    public FlagException(String flag, @Nullable String problem) {
        // A flag or a path can hold a line break.
        this(CONTROLS.matcher(flag + ": " + problem).replaceAll("?"));
    }

    private FlagException(String line) {
        super(line);
        this.line = line;
    }

    /** The message. */
    public String line() {
        return line;
    }
}
