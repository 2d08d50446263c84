package io.keystile.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection to a node; used by one thread. */
final class NodeLine implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final BufferedReader in;
    private final PrintWriter out;

    NodeLine(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer verify(String key) {
        return Answer.valueOf(ask("verify " + key));
    }

    IssuedLine issue() {
        return IssuedLine.of(ask("issue"));
    }

    /** A command that must succeed. */
    String ask(String command) {
        String answer = tell(command);
        if (answer.startsWith("failed")) {
            throw new AssertionError(command.substring(0, Math.min(8, command.length())) + "… " + answer);
        }
        return answer;
    }

    /** A command that may fail; the node may also die. */
    String tell(String command) {
        send(command);
        return receive();
    }

    void send(String command) {
        out.println(command);
    }

    String receive() {
        try {
            String line = in.readLine();
            return line == null ? "failed: the node has gone" : line;
        } catch (IOException e) {
            return "failed: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
