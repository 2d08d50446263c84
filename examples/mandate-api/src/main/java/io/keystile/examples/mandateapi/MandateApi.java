package io.keystile.examples.mandateapi;

import io.keystile.examples.common.Program;
import java.io.IOException;
import java.time.InstantSource;

/** Starts the mandate API; {@link Options} has the flags. */
public final class MandateApi {
    private MandateApi() {}

    public static void main(String[] args) throws InterruptedException {
        Program.run(() -> start(Options.parse(args)));
    }

    private static Program start(Options options) throws IOException {
        MandateApiServer server = MandateApiServer.start(options, InstantSource.system());
        if (options.madeAdminKey() != null) {
            System.out.println("admin key: " + options.madeAdminKey());
        }
        return server;
    }
}
