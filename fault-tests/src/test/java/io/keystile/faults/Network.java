package io.keystile.faults;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** A way to PostgreSQL that a test can break. Speaks as much of its protocol as tells one message from the next. */
final class Network implements AutoCloseable {
    private static final int NOTIFICATION = 'A';

    private final ServerSocket entrance;
    private final int serverPort;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final LongAdder requests = new LongAdder();
    private boolean stalled;
    private volatile boolean swallowing;
    private volatile long delayNanos;

    private Network(ServerSocket entrance, int serverPort) {
        this.entrance = entrance;
        this.serverPort = serverPort;
    }

    static Network to(int serverPort) {
        try {
            Network network = new Network(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), serverPort);
            daemon(network::accept);
            return network;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Connections are accepted, and nothing comes through. What is under way is held, not lost. */
    synchronized void stall() {
        stalled = true;
    }

    /** What was held comes through, late. */
    synchronized void flow() {
        stalled = false;
        notifyAll();
    }

    /** Every connection ends; new ones may come. */
    void cut() {
        for (Socket socket : sockets) {
            close(socket);
        }
        sockets.clear();
    }

    /** Notifications are lost, and all else comes through. */
    void swallowNotifications() {
        swallowing = true;
    }

    /** Each message from the server takes so much longer. */
    void delay(long millis) {
        delayNanos = millis * 1_000_000;
    }

    /** How often something was sent to the server. */
    long requests() {
        return requests.sum();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "network");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(server);
                daemon(() -> pump(client, server, this::toServer));
                daemon(() -> pump(server, client, this::toClient));
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private interface Way {
        void pump(InputStream in, OutputStream out) throws IOException;
    }

    private static void pump(Socket from, Socket to, Way way) {
        try (from;
                to) {
            way.pump(from.getInputStream(), to.getOutputStream());
        } catch (IOException e) {
            return; // one side has gone, and takes the other with it
        }
    }

    private void toServer(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[8_192];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            requests.increment();
            awaitFlow();
            out.write(buffer, 0, length);
        }
    }

    private void toClient(InputStream from, OutputStream out) throws IOException {
        DataInputStream in = new DataInputStream(from);
        try {
            while (true) {
                int type = in.readUnsignedByte();
                int length = in.readInt();
                byte[] message = new byte[length + 1];
                message[0] = (byte) type;
                for (int i = 0; i < 4; i++) {
                    message[1 + i] = (byte) (length >>> (24 - 8 * i));
                }
                in.readFully(message, 5, length - 4);
                awaitFlow();
                if (!swallowing || type != NOTIFICATION) {
                    LockSupport.parkNanos(delayNanos);
                    out.write(message);
                }
            }
        } catch (EOFException e) {
            return; // the server has ended the connection
        }
    }

    private synchronized void awaitFlow() {
        try {
            while (stalled) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
        flow();
    }
}
