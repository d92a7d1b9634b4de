package org.opsflow.grpc.boot;

import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.opsflow.domain.shared.Startable;
import org.opsflow.grpc.shared.Bearer;
import org.opsflow.grpc.shared.Edge;
import org.opsflow.grpc.shared.RefusalNotes;
import org.opsflow.grpc.shared.Unreadable;
import org.opsflow.proto.agent.v1.AgentServiceGrpc;

/** The gRPC server. Frames are decoded and handed on by the event loop itself; nothing there may block. */
@ApplicationScoped
public class AgentServer implements Startable {
    /** Above it the stream ends; below it, and above the stated limit, a report is refused by its number. */
    private static final int TRANSPORT_LIMIT = 16 << 20;
    /** On one connection: of an agent with 1,000 attempts, each with a log and a file under way, and as many besides. */
    private static final int CALLS_AT_ONCE = 4_096;
    /** Calls that one connection may take back in the window: each may have been a question to the database. */
    private static final int RESETS = 4_096;

    private static final int RESET_WINDOW_S = 30;
    /** Who has not begun to speak HTTP/2 by then will not. */
    private static final int HANDSHAKE_S = 10;

    /** Until the last frames are on their way; logs and files under way are sent again elsewhere. */
    private static final int DRAINED_S = 2;

    private final AgentService service;
    private final Bearer bearer;
    private final RefusalNotes refusals;
    private final AgentAddress address;
    private final Edge edge;
    private final HealthStatusManager health = new HealthStatusManager();
    private EventLoops loops;
    private Server server;

    @Inject
    public AgentServer(AgentService service, Bearer bearer, RefusalNotes refusals, AgentAddress address, Edge edge) {
        this.service = service;
        this.bearer = bearer;
        this.refusals = refusals;
        this.address = address;
        this.edge = edge;
    }

    AgentServer() {
        this(null, null, null, null, null);
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public synchronized void start() {
        NettyLog.leaveOutStrangers();
        loops = new EventLoops();
        try {
            server = build().start();
        } catch (IOException inUse) {
            throw new UncheckedIOException(
                    "The agents' door cannot listen on " + address.address() + ":" + address.port()
                            + "; choose another opsflow.grpc.port.",
                    inUse);
        }
        health.setStatus(AgentServiceGrpc.SERVICE_NAME, ServingStatus.SERVING);
    }

    private Server build() {
        return NettyServerBuilder.forAddress(new InetSocketAddress(address.address(), address.port()))
                .channelType(NioServerSocketChannel.class)
                .bossEventLoopGroup(loops.accepting())
                .workerEventLoopGroup(loops.serving())
                .directExecutor()
                .maxInboundMessageSize(TRANSPORT_LIMIT)
                .maxConcurrentCallsPerConnection(CALLS_AT_ONCE)
                .maxRstFramesPerWindow(RESETS, RESET_WINDOW_S)
                .handshakeTimeout(HANDSHAKE_S, TimeUnit.SECONDS)
                .permitKeepAliveTime(5, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .keepAliveTime(60, TimeUnit.SECONDS)
                .keepAliveTimeout(20, TimeUnit.SECONDS)
                .intercept(bearer)
                .intercept(refusals)
                .addService(Unreadable.refusedBy(service))
                .addService(Unreadable.refusedBy(health.getHealthService()))
                .addService(Unreadable.refusedBy(ProtoReflectionServiceV1.newInstance()))
                .build();
    }

    /** The edge ends last: when a call breaks off, its event loop still has work for it. */
    @Override
    public synchronized void stop() {
        try {
            if (server != null) {
                health.enterTerminalState();
                // Nobody comes in any more; who is here hears when to come back, and from what.
                server.shutdown();
                // Not on this thread, which is the container's: what is written leaves Netty's buffers with its thread.
                edge.execute(service::drain);
                if (!server.awaitTermination(DRAINED_S, TimeUnit.SECONDS)) {
                    server.shutdownNow();
                    server.awaitTermination(5, TimeUnit.SECONDS);
                }
            }
            if (loops != null) {
                loops.end();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        edge.stop();
    }
}
