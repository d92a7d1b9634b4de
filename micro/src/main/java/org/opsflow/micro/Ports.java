package org.opsflow.micro;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** The two doors, checked before anything is started: Payara would only say so deep in its log. */
record Ports(InetAddress address, int http, int grpc) {

    static Ports free(String bind, int http, int grpc) {
        var address = address(bind);
        try (var httpSocket = probe(address, "HTTP", http, "--http-port");
                var grpcSocket = probe(address, "gRPC", grpc, "--grpc-port")) {
            return new Ports(address, httpSocket.getLocalPort(), grpcSocket.getLocalPort());
        } catch (IOException e) {
            throw StartRefused.addressUnknown(bind, e);
        }
    }

    static boolean isFree(String bind, int port) {
        try (var socket = probe(address(bind), "asked", port, "")) {
            return socket.isBound();
        } catch (IOException | StartRefused inUse) {
            return false;
        }
    }

    private static InetAddress address(String bind) {
        try {
            return InetAddress.getByName(bind);
        } catch (UnknownHostException e) {
            throw StartRefused.addressUnknown(bind, e);
        }
    }

    private static ServerSocket probe(InetAddress address, String name, int port, String option) throws IOException {
        var socket = new ServerSocket();
        try {
            // As servers do: connections of an earlier run in TIME_WAIT do not count.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return socket;
        } catch (IOException e) {
            socket.close();
            if (isOurs(address)) {
                throw StartRefused.portInUse(name, port, option);
            }
            throw e;
        }
    }

    private static boolean isOurs(InetAddress address) {
        try (var socket = new ServerSocket(0, 1, address)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Where a browser on this machine finds the people's door. */
    String url() {
        var host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + http;
    }
}
