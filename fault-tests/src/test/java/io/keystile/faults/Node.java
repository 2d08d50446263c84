package io.keystile.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that runs {@link NodeProgram}. Its log is a file under {@code target/nodes}. */
final class Node implements AutoCloseable {
    private final Process process;
    private int port;

    private Node(Process process) {
        this.process = process;
    }

    /** Returns while it is still starting. */
    static Node start(NodeSettings settings) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                NodeProgram.class.getName()));
        command.addAll(settings.arguments());
        try {
            Path logs = Files.createDirectories(Path.of("target", "nodes"));
            Path log = Files.createTempFile(logs, "node", ".log");
            return new Node(
                    new ProcessBuilder(command).redirectError(log.toFile()).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection to it; waits until it has started. */
    NodeLine line() {
        return new NodeLine(port());
    }

    private synchronized int port() {
        if (port == 0) {
            try {
                BufferedReader out =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
                String line = out.readLine();
                if (line == null) {
                    throw new AssertionError("the node ended before it was ready: see target/nodes");
                }
                port = Integer.parseInt(line);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return port;
    }

    /** SIGSTOP: it does nothing from now on, and knows nothing of it. */
    void stop() {
        signal("STOP");
    }

    /** SIGCONT. */
    void goOn() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
            if (kill.waitFor() != 0) {
                throw new AssertionError("kill -" + name + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** SIGKILL, and waits for its end. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new AssertionError("a node survives SIGKILL");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
