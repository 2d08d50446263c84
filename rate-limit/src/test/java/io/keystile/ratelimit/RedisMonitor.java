package io.keystile.ratelimit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What clients ask a Redis (its command MONITOR), from when this was made. */
final class RedisMonitor implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final BufferedReader lines;

    private RedisMonitor(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        socket.getOutputStream().write("MONITOR\r\n".getBytes(StandardCharsets.US_ASCII));
        if (!"+OK".equals(lines.readLine())) {
            throw new IOException("no MONITOR");
        }
    }

    static RedisMonitor of(int port) {
        try {
            return new RedisMonitor(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next so many calls of a script that Redis knows. */
    List<String> scripts(int count) {
        List<String> found = new ArrayList<>();
        try {
            while (found.size() < count) {
                String line = lines.readLine();
                if (line == null) {
                    throw new IllegalStateException("Redis is gone");
                }
                if (line.toLowerCase(Locale.ROOT).contains("\"evalsha\"")) {
                    found.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
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
