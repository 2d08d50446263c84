package io.keystile.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A process of a service. Prints the port at which it answers commands; ends when its standard input does. */
final class NodeProgram {
    private final NodeService service;

    private NodeProgram(NodeService service) {
        this.service = service;
    }

    public static void main(String[] arguments) throws IOException {
        NodeProgram program = new NodeProgram(new NodeService(NodeSettings.of(arguments)));
        ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(() -> program.accept(entrance));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        out.println(entrance.getLocalPort());
        System.in.transferTo(OutputStream.nullOutputStream()); // as long as the test lives
        System.exit(0);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "conversation");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(ServerSocket entrance) {
        try {
            while (true) {
                Socket socket = entrance.accept();
                socket.setTcpNoDelay(true);
                daemon(() -> converse(socket));
            }
        } catch (IOException e) {
            throw new IllegalStateException("nobody closes it", e);
        }
    }

    private void converse(Socket socket) {
        try (socket;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                PrintWriter out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.US_ASCII)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(answer(line, in, out));
            }
        } catch (IOException e) {
            return; // the test has gone
        }
    }

    private String answer(String line, BufferedReader in, PrintWriter out) {
        int space = line.indexOf(' ');
        String command = space < 0 ? line : line.substring(0, space);
        try {
            if (command.equals("begin-issue")) {
                return service.issueAround(issued -> {
                    out.println(issued);
                    awaitLine(in);
                });
            }
            return service.answer(command, space < 0 ? "" : line.substring(space + 1));
        } catch (RuntimeException | SQLException e) {
            return "failed: " + e.getClass().getSimpleName() + ": " + firstLine(e.getMessage());
        }
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }

    private static void awaitLine(BufferedReader in) {
        try {
            if (in.readLine() == null) {
                throw new IllegalStateException("the test has gone");
            }
        } catch (IOException e) {
            throw new IllegalStateException("the test has gone", e);
        }
    }
}
