package io.keystile.benchmarks.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Requests over some connections that stay open. At a rate, each has its own moment, planned ahead: a request that has to wait
 * for the one before is late, and its time counts from the moment planned, so that a pause is seen by all that it delays.
 */
final class Load {
    private static final int CONNECTIONS = 4;
    private static final long LONGEST_NANOS = 60_000_000_000L;

    private final int port;
    private final List<byte[]> requests = new ArrayList<>();

    Load(int port, List<String> keys) {
        this.port = port;
        for (String key : keys) {
            requests.add(("GET " + Servers.PATH + " HTTP/1.1\r\nHost: localhost\r\nX-API-Key: " + key + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** What one request with that key is answered. */
    int status(String key) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + Servers.PATH).toURL().openConnection();
        connection.setRequestProperty("X-API-Key", key);
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    /** As many as there can be, one after the other on each connection: how many a second. */
    double throughput(long millis) throws Exception {
        Histogram all = run(0, millis);
        return all.getTotalCount() * 1_000.0 / millis;
    }

    /** So many a second, for so long: how long each took from its planned moment on. */
    Histogram atRate(double perSecond, long millis) throws Exception {
        return run(perSecond, millis);
    }

    private Histogram run(double perSecond, long millis) throws Exception {
        long start = System.nanoTime() + 20_000_000;
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            long between = perSecond == 0 ? 0 : (long) (CONNECTIONS * 1e9 / perSecond);
            Connection connection =
                    new Connection(start + i * between / CONNECTIONS, between, start + millis * 1_000_000);
            connections.add(connection);
            connection.start();
        }
        Histogram all = new Histogram(LONGEST_NANOS, 3);
        for (Connection connection : connections) {
            connection.join();
            if (connection.failure != null) {
                throw connection.failure;
            }
            all.add(connection.times);
        }
        return all;
    }

    private final class Connection extends Thread {
        private final long first;
        private final long between;
        private final long end;
        private final Histogram times = new Histogram(LONGEST_NANOS, 3);
        private final byte[] buffer = new byte[8_192];
        private volatile @Nullable IOException failure;

        Connection(long first, long between, long end) {
            super("load");
            this.first = first;
            this.between = between;
            this.end = end;
        }

        @Override
        public void run() {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setTcpNoDelay(true);
                InputStream in = new BufferedInputStream(socket.getInputStream(), buffer.length);
                for (long planned = first; planned < end; planned += between) {
                    await(planned);
                    long from = between == 0 ? System.nanoTime() : planned;
                    if (from >= end) {
                        return;
                    }
                    socket.getOutputStream()
                            .write(requests.get(ThreadLocalRandom.current().nextInt(requests.size())));
                    readAnswer(in);
                    times.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - from));
                }
            } catch (IOException e) {
                failure = e;
            }
        }

        private void await(long planned) {
            for (long left = planned - System.nanoTime(); left > 0; left = planned - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }

        private void readAnswer(InputStream in) throws IOException {
            String status = line(in);
            if (!status.startsWith("HTTP/1.1 200")) {
                throw new IOException("answered " + status);
            }
            int length = 0;
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                    length = Integer.parseInt(header.substring(15).trim());
                }
            }
            in.skipNBytes(length);
        }

        private String line(InputStream in) throws IOException {
            int size = 0;
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("the connection ended");
                }
                buffer[size++] = (byte) c;
            }
            return new String(buffer, 0, Math.max(0, size - 1), StandardCharsets.ISO_8859_1);
        }
    }
}
