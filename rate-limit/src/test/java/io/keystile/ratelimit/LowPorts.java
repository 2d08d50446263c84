package io.keystile.ratelimit;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports below those that a system gives to connections: what is let go of is not taken by one before it is listened to again, and
 * no connection to it while it is free meets itself.
 */
final class LowPorts {
    private static final int FROM = 20_000;
    private static final int TO = 32_000;

    private LowPorts() {}

    /** Listens to a free one on the loopback address. */
    static ServerSocket listen(int backlog) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                int port = ThreadLocalRandom.current().nextInt(FROM, TO);
                return new ServerSocket(port, backlog, InetAddress.getLoopbackAddress());
            } catch (BindException e) {
                if (tries == 100) {
                    throw e;
                }
            }
        }
    }
}
