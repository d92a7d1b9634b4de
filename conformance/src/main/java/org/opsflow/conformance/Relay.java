package org.opsflow.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Hands bytes on between two ports of loopback, until it falls silent: then both sides have a connection, and nobody there. */
final class Relay implements AutoCloseable {
    private static final int BUFFER = 16 << 10;

    private final ServerSocket door;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Socket> silent = ConcurrentHashMap.newKeySet();

    Relay(int port) {
        this.port = port;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Of the connections there are, nothing arrives any more; new ones are served. */
    void fallSilent() {
        silent.addAll(sockets);
    }

    private void accept() {
        try {
            while (true) {
                Socket near = door.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
                sockets.add(near);
                sockets.add(far);
                thread(() -> copy(near, far));
                thread(() -> copy(far, near));
            }
        } catch (IOException closed) {
            // The end.
        }
    }

    private void copy(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = from.getInputStream()) {
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (!silent.contains(from)) {
                    out.write(buffer, 0, n);
                }
            }
            if (!silent.contains(from)) {
                to.close();
            }
        } catch (IOException closed) {
            if (!silent.contains(from)) {
                shut(to);
            }
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "conformance-relay");
        thread.setDaemon(true);
        thread.start();
    }

    private static void shut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sockets.forEach(Relay::shut);
    }
}
