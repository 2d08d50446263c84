package io.keystile.examples.directdebit;

import java.io.IOException;
import java.time.InstantSource;

/** Starts the direct-debit service; {@link Options} has the flags. */
public final class DirectDebit {
    private static final int BAD_COMMAND_LINE = 2;
    private static final int NOT_STARTED = 1;

    private DirectDebit() {}

    public static void main(String[] args) throws InterruptedException {
        Options options;
        try {
            options = Options.parse(args);
        } catch (FlagException e) {
            end(BAD_COMMAND_LINE, e.line());
            return;
        }
        try (DirectDebitServer server = DirectDebitServer.start(options, InstantSource.system())) {
            if (options.users().isDemo()) {
                System.err.println(
                        "demo default: user admin, password admin, organisation org_demo; --users FILE names yours");
            }
            System.out.println("listening on " + server.origin());
            server.join();
        } catch (IOException e) {
            end(NOT_STARTED, "can't listen on port " + options.port() + ": " + e.getMessage());
        }
    }

    private static void end(int status, String line) {
        System.err.println(line);
        System.exit(status);
    }
}
