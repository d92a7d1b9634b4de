package org.opsflow.agent;

import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptor;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.opsflow.proto.agent.v1.AgentServiceGrpc;
import org.opsflow.proto.agent.v1.AgentServiceGrpc.AgentServiceStub;

/**
 * The way to one node of the server: one connection for control, and one for logs and artifacts that exists only while they
 * flow, so that megabytes never queue ahead of a heartbeat.
 */
final class Door {
    private static final int LARGEST_MESSAGE = 16 << 20;
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final ClientInterceptor key;
    private final ChannelCredentials credentials;
    private String server;
    private ManagedChannel control;
    private ManagedChannel bulk;
    private boolean closed;

    Door(Settings.Endpoint endpoint, String server) {
        Metadata headers = new Metadata();
        headers.put(AUTHORIZATION, "Bearer " + endpoint.key());
        key = MetadataUtils.newAttachHeadersInterceptor(headers);
        credentials = credentials(endpoint);
        open(server);
    }

    private void open(String address) {
        server = address;
        control = channel().build();
        bulk = channel().idleTimeout(30, TimeUnit.SECONDS).build();
    }

    /** Leads to this node from now on. Logs and artifacts that flow to another end there: any node takes them. */
    synchronized void leadTo(String address) {
        if (!closed && !address.equals(server)) {
            control.shutdownNow();
            bulk.shutdown();
            open(address);
        }
    }

    /** For Connect. Asks for a connection at once, whatever the channel's own back-off says: ours is enough. */
    synchronized AgentServiceStub control() {
        control.resetConnectBackoff();
        return AgentServiceGrpc.newStub(control).withInterceptors(key);
    }

    /** For StreamLogs and UploadArtifact. */
    synchronized AgentServiceStub bulk() {
        bulk.resetConnectBackoff();
        return AgentServiceGrpc.newStub(bulk).withInterceptors(key);
    }

    synchronized void close() {
        closed = true;
        bulk.shutdownNow();
        control.shutdownNow();
        try {
            control.awaitTermination(2, TimeUnit.SECONDS);
            bulk.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ManagedChannelBuilder<?> channel() {
        return Grpc.newChannelBuilder(server, credentials)
                .directExecutor() // callbacks only post to our own threads
                .maxInboundMessageSize(LARGEST_MESSAGE)
                // A peer that vanished without a FIN is noticed well within a lease.
                .keepAliveTime(20, TimeUnit.SECONDS)
                .keepAliveTimeout(5, TimeUnit.SECONDS);
    }

    private static ChannelCredentials credentials(Settings.Endpoint endpoint) {
        if (!endpoint.tls()) {
            return InsecureChannelCredentials.create();
        }
        TlsChannelCredentials.Builder tls = TlsChannelCredentials.newBuilder();
        if (endpoint.ca().isPresent()) {
            try {
                tls.trustManager(endpoint.ca().get().toFile());
            } catch (IOException e) {
                throw new AgentStartException(
                        "Cannot read the CA file " + endpoint.ca().get() + ": " + e.getMessage()
                                + ". Give a PEM file of the certificates to trust.");
            }
        }
        return tls.build();
    }
}
