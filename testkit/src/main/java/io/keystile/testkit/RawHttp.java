package io.keystile.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a server on this machine, over which a test writes its own bytes: HTTP client libraries normalise
 * them. Reads HTTP/1.1 answers (RFC 9112). Gives up after thirty seconds without a byte. For one thread.
 */
public final class RawHttp implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private RawHttp(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** Connects to that port on the loopback address. */
    public static RawHttp connect(int port) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            return new RawHttp(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Asks once over a connection of its own, and reads the final answer.
     *
     * @param requestLine with method and target, without the version: {@code GET /api}
     * @param headerLines besides {@code Host} and {@code Connection: close}
     */
    public static RawAnswer ask(int port, String requestLine, String... headerLines) {
        return ask(port, requestLine, List.of(headerLines), "");
    }

    /**
     * The same with a body, whose length or transfer coding the header lines have to name.
     *
     * @param body Latin-1
     */
    public static RawAnswer ask(int port, String requestLine, List<String> headerLines, String body) {
        try (RawHttp http = connect(port)) {
            http.send(head(requestLine, headerLines) + body);
            return http.read(requestLine.startsWith("HEAD "));
        }
    }

    /** The bytes before a body: request line, {@code Host}, {@code Connection: close}, the lines, an empty one. */
    public static String head(String requestLine, List<String> headerLines) {
        StringBuilder head =
                new StringBuilder(requestLine).append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        headerLines.forEach(line -> head.append(line).append("\r\n"));
        return head.append("\r\n").toString();
    }

    /**
     * Writes bytes, as Latin-1 characters. That the other end stops reading is no failure: its answer tells.
     */
    public RawHttp send(String bytes) {
        try {
            out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        } catch (IOException e) {
            // A server may answer and close before it has read everything.
        }
        return this;
    }

    /**
     * Reads the next answer; interim ones (1xx) are passed over.
     *
     * @param toHead whether it answers a HEAD, and so has no body whatever its headers say
     */
    public RawAnswer read(boolean toHead) {
        RawAnswer answer = readOne(toHead);
        while (answer.status() / 100 == 1) {
            answer = readOne(toHead);
        }
        return answer;
    }

    /** Reads the next answer, interim ones (1xx) too. */
    public RawAnswer readOne(boolean toHead) {
        try {
            String statusLine = line();
            if (!statusLine.startsWith("HTTP/1.") || statusLine.length() < 12) {
                throw new IOException("no status line: " + statusLine);
            }
            List<String> headers = new ArrayList<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                headers.add(line);
            }
            RawAnswer head = new RawAnswer(statusLine, headers, "");
            boolean bodiless = toHead || head.status() / 100 == 1 || head.status() == 204 || head.status() == 304;
            return bodiless ? head : new RawAnswer(statusLine, headers, body(head));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the server has closed the connection, or does so within the time-out; a byte more is an answer too many. */
    public boolean isClosedByServer() {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true; // by a reset
        }
    }

    private String body(RawAnswer head) throws IOException {
        String coding = head.header("Transfer-Encoding");
        if (coding != null && coding.toLowerCase(Locale.ROOT).contains("chunked")) {
            return chunks();
        }
        @Nullable String length = head.header("Content-Length");
        byte[] body = length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
        return new String(body, StandardCharsets.ISO_8859_1);
    }

    private String chunks() throws IOException {
        StringBuilder body = new StringBuilder();
        int size = chunkSize(line());
        while (size > 0) {
            body.append(new String(in.readNBytes(size), StandardCharsets.ISO_8859_1));
            line();
            size = chunkSize(line());
        }
        for (String trailer = line(); !trailer.isEmpty(); ) {
            trailer = line();
        }
        return body.toString();
    }

    private static int chunkSize(String line) {
        int end = line.indexOf(';');
        return Integer.parseInt((end < 0 ? line : line.substring(0, end)).strip(), 16);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the server closed the connection within its answer, after: " + line);
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** Closes the connection. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
