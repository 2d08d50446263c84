package io.keystile.examples.common;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server as a process: one line once it accepts requests; status 2 for a bad command line, 1 if it can't start. */
public interface Program extends AutoCloseable {
    /** How long the end of the process waits for all to be closed. */
    int CLOSING_SECONDS = 10;

    /** Starts it. */
    @FunctionalInterface
    interface Start {
        /** The server, accepting requests. */
        Program now() throws IOException;
    }

    /** Such as {@code http://127.0.0.1:8080}. */
    String origin();

    /** Waits until it has stopped. */
    void join() throws InterruptedException;

    @Override
    void close();

    /** Runs one until it is told to stop. */
    static void run(Start start) throws InterruptedException {
        try {
            serve(start.now());
        } catch (FlagException e) {
            end(2, e.line());
        } catch (IOException e) {
            end(1, e.getMessage());
        }
    }

    private static void serve(Program program) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        // Told to stop, the process waits for its shutdown hooks, and not for this thread.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> await(closed), "closing"));
        try (program) {
            System.out.println("listening on " + program.origin());
            program.join();
        } finally {
            closed.countDown();
        }
    }

    private static void await(CountDownLatch closed) {
        try {
            closed.await(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(int status, @Nullable String line) {
        System.err.println(line);
        System.exit(status);
    }
}
