package io.keystile.examples.directdebit;

import java.io.IOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Starts the direct-debit service; {@link Options} has the flags. */
public final class DirectDebit {
    private static final int BAD_COMMAND_LINE = 2;
    private static final int NOT_STARTED = 1;

    private DirectDebit() {}

    public static void main(String[] args) throws InterruptedException {
        try {
            serve(Options.parse(args));
        } catch (FlagException e) {
            end(BAD_COMMAND_LINE, e.line());
        } catch (IOException e) {
            end(NOT_STARTED, e.getMessage());
        }
    }

    private static void serve(Options options) throws IOException, InterruptedException {
        try (DirectDebitServer server = DirectDebitServer.start(options, InstantSource.system())) {
            if (options.users().isDemo()) {
                System.err.println(
                        "demo default: user admin, password admin, organisation org_demo; --users FILE names yours");
            }
            System.out.println("listening on " + server.origin());
            server.join();
        }
    }

    private static void end(int status, @Nullable String line) {
        System.err.println(line);
        System.exit(status);
    }
}
