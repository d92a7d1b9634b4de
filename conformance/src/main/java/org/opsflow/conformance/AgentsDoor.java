package org.opsflow.conformance;

import com.google.protobuf.Message;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.AgentServiceGrpc.AgentServiceImplBase;
import org.opsflow.proto.agent.v1.ServerFrame;
import org.opsflow.proto.agent.v1.StreamLogsRequest;
import org.opsflow.proto.agent.v1.StreamLogsResponse;

/** A real port on loopback where agents call. Logs are taken and forgotten. */
final class AgentsDoor implements AutoCloseable {
    private static final int TRANSPORT_LIMIT = 16 << 20;
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final Context.Key<String> SHOWN = Context.key("authorization");

    /**
     * A call that nobody has answered yet.
     *
     * @param at when it came, by the process clock
     */
    record Caller(Line line, String authorization, long at) {}

    private final Meddler meddler;
    private final Patience patience;
    private final Queue<Caller> callers = new ConcurrentLinkedQueue<>();
    private final Server server;

    AgentsDoor(Meddler meddler, Patience patience) {
        this.meddler = meddler;
        this.patience = patience;
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .addService(new Service())
                    .intercept(new Key())
                    .maxInboundMessageSize(TRANSPORT_LIMIT)
                    .permitKeepAliveTime(1, TimeUnit.SECONDS)
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getPort();
    }

    boolean hasCaller() {
        return !callers.isEmpty();
    }

    Caller caller() {
        return callers.remove();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static final class Key implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            String shown = String.valueOf(headers.get(AUTHORIZATION));
            return Contexts.interceptCall(Context.current().withValue(SHOWN, shown), call, headers, next);
        }
    }

    private final class Service extends AgentServiceImplBase {
        @Override
        public StreamObserver<AgentFrame> connect(StreamObserver<ServerFrame> answers) {
            ServerCallStreamObserver<ServerFrame> call = (ServerCallStreamObserver<ServerFrame>) answers;
            Line line = new Line(meddler, patience, new CallToAgent(call));
            call.disableAutoRequest();
            call.setOnCancelHandler(() -> line.ended(Status.CANCELLED));
            call.request(1);
            callers.add(new Caller(line, SHOWN.get(), System.nanoTime()));
            return new Hearing<>(line, call::onCompleted);
        }

        @Override
        public StreamObserver<StreamLogsRequest> streamLogs(StreamObserver<StreamLogsResponse> answers) {
            return new Logs(answers);
        }
    }

    private record CallToAgent(ServerCallStreamObserver<ServerFrame> call) implements Line.Wire {
        @Override
        public synchronized void send(Message frame) {
            call.onNext((ServerFrame) frame);
        }

        @Override
        public void request() {
            call.request(1);
        }

        @Override
        public synchronized void end(Status status) {
            call.onError(status.asRuntimeException());
        }
    }

    private static final class Logs implements StreamObserver<StreamLogsRequest> {
        private final StreamObserver<StreamLogsResponse> answers;
        private long stored = -1;

        Logs(StreamObserver<StreamLogsResponse> answers) {
            this.answers = answers;
        }

        @Override
        public void onNext(StreamLogsRequest request) {
            if (stored < 0) {
                stored = 0;
                answer();
            }
            stored = Math.max(stored, request.getOffset() + request.getData().size());
        }

        private void answer() {
            answers.onNext(
                    StreamLogsResponse.newBuilder().setStoredOffset(stored).build());
        }

        @Override
        public void onError(Throwable broken) {
            stored = -1;
        }

        @Override
        public void onCompleted() {
            answer();
            answers.onCompleted();
        }
    }
}
