package io.keystile.examples.common;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A server as a process: one line once it accepts requests; status 2 for a bad command line, 1 if it can't start. */
public interface Program extends AutoCloseable {
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
        try (Program program = start.now()) {
            System.out.println("listening on " + program.origin());
            program.join();
        } catch (FlagException e) {
            end(2, e.line());
        } catch (IOException e) {
            end(1, e.getMessage());
        }
    }

    private static void end(int status, @Nullable String line) {
        System.err.println(line);
        System.exit(status);
    }
}
