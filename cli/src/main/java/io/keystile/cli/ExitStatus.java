package io.keystile.cli;

/** What the process ends with. */
final class ExitStatus {
    static final int DONE = 0;
    static final int REFUSED = 1;
    static final int USAGE = 2;
    static final int UNAVAILABLE = 3;

    private ExitStatus() {}
}
