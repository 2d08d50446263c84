package io.keystile.ratelimit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a server that can be frozen, so that it takes connections and answers nothing, or cut, so that it takes none. */
final class TcpGate implements AutoCloseable {
    private final int target;
    private final int port;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final Object state = new Object();
    private ServerSocket listener;
    private boolean frozen;

    private TcpGate(int target) throws IOException {
        this.target = target;
        this.listener = LowPorts.listen(50);
        this.port = listener.getLocalPort();
        accept(listener);
    }

    static TcpGate to(int port) {
        try {
            return new TcpGate(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    void freeze() {
        synchronized (state) {
            frozen = true;
        }
    }

    void thaw() {
        synchronized (state) {
            frozen = false;
            state.notifyAll();
        }
    }

    /** Ends all connections, and takes no more. */
    void cut() {
        closeQuietly(listener);
        open.forEach(TcpGate::closeQuietly);
        open.clear();
    }

    void mend() {
        try {
            listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            accept(listener);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket socket) {
        start(() -> {
            while (true) {
                Socket client = socket.accept();
                open.add(client);
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(server);
                start(() -> pump(client, server));
                start(() -> pump(server, client));
            }
        });
    }

    private void pump(Socket from, Socket to) throws IOException {
        byte[] bytes = new byte[8192];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                awaitThaw();
                out.write(bytes, 0, n);
                out.flush();
            }
        }
    }

    private void awaitThaw() throws IOException {
        synchronized (state) {
            while (frozen) {
                try {
                    state.wait();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                Thread.currentThread().interrupt(); // its sockets were closed: that is its end
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Closeable closed) {
        try {
            closed.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cut();
        thaw();
    }
}
