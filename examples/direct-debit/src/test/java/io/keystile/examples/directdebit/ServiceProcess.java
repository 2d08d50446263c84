package io.keystile.examples.directdebit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program as a process of its own. */
final class ServiceProcess implements AutoCloseable {
    private static final String LISTENING = "listening on ";

    private final Process process;
    private final BufferedReader out;

    private ServiceProcess(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    static ServiceProcess start(String... flags) throws IOException {
        return new ServiceProcess(run(Service.patient(flags)));
    }

    static Process run(String... flags) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder =
                new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), DirectDebit.class.getName());
        builder.command().addAll(List.of(flags));
        return builder.start();
    }

    /** Requests to it, once it accepts them. */
    Client client() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        }
        return new Client(line.substring(LISTENING.length()));
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
        process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        kill();
    }
}
