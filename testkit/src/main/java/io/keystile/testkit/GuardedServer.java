package io.keystile.testkit;

/** A running server with the adapter under test in front of the resources of its {@link ServerSetup}. */
public interface GuardedServer extends AutoCloseable {
    /** Its port on the loopback address, HTTP/1.1 without TLS. */
    int port();

    /** Stops it, and waits until it has. */
    @Override
    void close();
}
