package io.keystile.examples.directdebit;

import io.keystile.examples.common.Program;
import java.io.IOException;
import java.time.InstantSource;

/** Starts the direct-debit service; {@link Options} has the flags. */
public final class DirectDebit {
    private DirectDebit() {}

    public static void main(String[] args) throws InterruptedException {
        Program.run(() -> start(Options.parse(args)));
    }

    private static Program start(Options options) throws IOException {
        DirectDebitServer server = DirectDebitServer.start(options, InstantSource.system());
        if (options.users().isDemo()) {
            System.err.println(
                    "demo default: user admin, password admin, organisation org_demo; --users FILE names yours");
        }
        return server;
    }
}
