package io.keystile.cli;

/** The command line can't be used; the message says which part and why, and holds nothing that was given. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String part, String problem) {
        super(part + ": " + problem);
    }
}
