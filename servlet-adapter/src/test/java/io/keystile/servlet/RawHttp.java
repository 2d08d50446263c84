package io.keystile.servlet;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One request over a socket of its own, byte by byte as written. */
final class RawHttp {
    private static final int TIMEOUT_MILLIS = 10_000;

    private RawHttp() {}

    /** Sends a request line and header lines; {@code Host} and {@code Connection: close} are added. */
    static Response send(int port, String requestLine, String... headers) {
        StringBuilder text = new StringBuilder(requestLine).append(" HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        text.append("Connection: close\r\n\r\n");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return Response.of(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came back; the body as sent, chunks and all. */
    record Response(String statusLine, List<String> headers, String body) {
        private static Response of(String text) {
            int end = text.indexOf("\r\n\r\n");
            List<String> lines = Arrays.asList(text.substring(0, end).split("\r\n", -1));
            return new Response(lines.get(0), lines.subList(1, lines.size()), text.substring(end + 4));
        }

        int status() {
            return Integer.parseInt(statusLine.substring(9, 12));
        }

        /** The values of a header's lines, in order. */
        List<String> header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .toList();
        }

        /** All but what differs between any two answers: the date and the reference. */
        String uniform() {
            return statusLine
                    + headers.stream()
                            .filter(line -> !line.startsWith("Date:"))
                            .map(line -> line.startsWith("X-Decision-Ref:") ? "X-Decision-Ref" : line)
                            .toList()
                    + body;
        }
    }
}
