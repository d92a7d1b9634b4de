package org.opsflow.bench;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The agents' end of the socket on which the client hears of its tasks. */
final class Moments implements AutoCloseable {
    private final BlockingQueue<Moment> waiting = new LinkedBlockingQueue<>();
    private final ServerSocket socket;
    private final boolean all;

    /** @param all also the moments of offers and grants */
    Moments(boolean all) throws IOException {
        this.all = all;
        socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread sender = new Thread(this::send, "moments");
        sender.setDaemon(true);
        sender.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    boolean tellsAll() {
        return all;
    }

    void tell(Moment moment) {
        waiting.add(moment);
    }

    private void send() {
        try (Socket client = socket.accept();
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(client.getOutputStream()))) {
            client.setTcpNoDelay(true);
            List<Moment> batch = new ArrayList<>();
            while (true) {
                batch.add(waiting.take());
                waiting.drainTo(batch);
                for (Moment moment : batch) {
                    moment.write(out);
                }
                out.flush();
                batch.clear();
            }
        } catch (IOException | InterruptedException end) {
            waiting.clear();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
