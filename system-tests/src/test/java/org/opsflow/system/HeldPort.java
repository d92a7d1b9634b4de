package org.opsflow.system;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port on loopback for one server of ours, whenever it wants to listen. It is bound, which keeps the kernel from giving
 * it to anybody who asks for a free one; nothing listens here, so a server that is told the port may.
 */
final class HeldPort implements Closeable {

    private final Socket holder = new Socket();

    HeldPort() throws IOException {
        holder.setReuseAddress(true);
        holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    int number() {
        return holder.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        holder.close();
    }
}
