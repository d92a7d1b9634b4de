package org.opsflow.system;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A load balancer for TCP as stands in front of nodes: a connection goes to the first of them that takes it. */
final class Balancer implements Closeable {

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<Integer> ports;

    /** @param ports of the nodes, on this machine, the preferred one first */
    Balancer(List<Integer> ports) throws IOException {
        this.ports = ports;
        daemon(this::take);
    }

    int port() {
        return door.getLocalPort();
    }

    private void take() {
        while (!door.isClosed()) {
            try {
                join(door.accept());
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void join(Socket caller) {
        sockets.add(caller);
        for (var port : ports) {
            try {
                var node = new Socket(InetAddress.getLoopbackAddress(), port);
                sockets.add(node);
                daemon(() -> pump(caller, node));
                daemon(() -> pump(node, caller));
                return;
            } catch (IOException away) {
                // The next one.
            }
        }
        close(caller);
    }

    /** When one side ends, both do. */
    private void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException broken) {
            // It has ended, which is all that counts.
        } finally {
            close(from);
            close(to);
        }
    }

    private void close(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException gone) {
            // It was closed already.
        }
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "balancer");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        List.copyOf(sockets).forEach(this::close);
    }
}
