package org.opsflow.agent;

import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.AgentServiceGrpc.AgentServiceImplBase;
import org.opsflow.proto.agent.v1.ArtifactHeader;
import org.opsflow.proto.agent.v1.ServerFrame;
import org.opsflow.proto.agent.v1.StreamLogsRequest;
import org.opsflow.proto.agent.v1.StreamLogsResponse;
import org.opsflow.proto.agent.v1.UploadArtifactRequest;
import org.opsflow.proto.agent.v1.UploadArtifactResponse;

/** The other side of the conversation on a real loopback port: the test says what it answers. */
public final class FakeServer implements AutoCloseable {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final BlockingQueue<FakeSession> sessions = new LinkedBlockingQueue<>();
    public final Map<String, ByteArrayOutputStream> logs = new ConcurrentHashMap<>();
    public final Map<String, byte[]> artifacts = new ConcurrentHashMap<>();
    public final List<ArtifactHeader> artifactHeaders = new CopyOnWriteArrayList<>();
    public final List<Long> logOpenings = new CopyOnWriteArrayList<>();
    public final List<String> authorizations = new CopyOnWriteArrayList<>();
    /** Ends the next log calls with this status after that many bytes have been stored. */
    public final AtomicReference<LogFault> logFault = new AtomicReference<>();
    /** Ends the next upload with this status. */
    public final AtomicReference<Status> uploadFault = new AtomicReference<>();

    private final ServerCredentials credentials;
    private int port;
    private Server server;

    private FakeServer(ServerCredentials credentials) {
        this.credentials = credentials;
    }

    public record LogFault(int afterBytes, Status status) {}

    public static FakeServer start() {
        return start(InsecureServerCredentials.create());
    }

    static FakeServer start(ServerCredentials credentials) {
        FakeServer fake = new FakeServer(credentials);
        fake.listen(0);
        return fake;
    }

    public int port() {
        return port;
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    public FakeSession session() {
        try {
            FakeSession session = sessions.poll(60, TimeUnit.SECONDS);
            if (session == null) {
                throw new AssertionError("no agent connected within 60 s");
            }
            return session;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public void vanish() {
        server.shutdownNow();
        try {
            server.awaitTermination();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public void comeBack() {
        listen(port);
    }

    public String log(String attemptId) {
        ByteArrayOutputStream log = logs.get(attemptId);
        return log == null ? "" : log.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        vanish();
    }

    private void listen(int wanted) {
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", wanted), credentials)
                    .addService(new Service())
                    .intercept(new KeySeen())
                    .permitKeepAliveTime(1, TimeUnit.SECONDS)
                    .build()
                    .start();
            port = server.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class KeySeen implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            authorizations.add(String.valueOf(headers.get(AUTHORIZATION)));
            return next.startCall(call, headers);
        }
    }

    private final class Service extends AgentServiceImplBase {
        @Override
        public StreamObserver<AgentFrame> connect(StreamObserver<ServerFrame> responses) {
            FakeSession session = new FakeSession(responses);
            sessions.add(session);
            return session;
        }

        @Override
        public StreamObserver<StreamLogsRequest> streamLogs(StreamObserver<StreamLogsResponse> responses) {
            return new LogReceiver(responses);
        }

        @Override
        public StreamObserver<UploadArtifactRequest> uploadArtifact(StreamObserver<UploadArtifactResponse> responses) {
            return new ArtifactReceiver(responses);
        }
    }

    private final class LogReceiver implements StreamObserver<StreamLogsRequest> {
        private final StreamObserver<StreamLogsResponse> responses;
        private ByteArrayOutputStream log;
        private boolean ended;

        LogReceiver(StreamObserver<StreamLogsResponse> responses) {
            this.responses = responses;
        }

        @Override
        public synchronized void onNext(StreamLogsRequest request) {
            if (ended) {
                return;
            }
            if (log == null) {
                log = logs.computeIfAbsent(request.getAttemptId(), id -> new ByteArrayOutputStream());
                logOpenings.add((long) log.size());
                answer();
                LogFault fault = logFault.get();
                if (fault != null && fault.afterBytes() < 0) {
                    fail(fault);
                }
                return;
            }
            if (request.getOffset() > log.size()) {
                fail(new LogFault(0, Status.OUT_OF_RANGE));
                return;
            }
            int known = (int) (log.size() - request.getOffset());
            byte[] data = request.getData().toByteArray();
            LogFault fault = logFault.get();
            if (fault != null && log.size() + data.length - known > fault.afterBytes()) {
                log.write(data, known, fault.afterBytes() - log.size());
                logFault.set(null);
                fail(fault);
                return;
            }
            log.write(data, known, data.length - known);
        }

        private void fail(LogFault fault) {
            ended = true;
            responses.onError(fault.status().asRuntimeException());
        }

        private void answer() {
            responses.onNext(
                    StreamLogsResponse.newBuilder().setStoredOffset(log.size()).build());
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public synchronized void onCompleted() {
            if (!ended) {
                ended = true;
                answer();
                responses.onCompleted();
            }
        }
    }

    private final class ArtifactReceiver implements StreamObserver<UploadArtifactRequest> {
        private final StreamObserver<UploadArtifactResponse> responses;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private ArtifactHeader header;

        ArtifactReceiver(StreamObserver<UploadArtifactResponse> responses) {
            this.responses = responses;
        }

        @Override
        public void onNext(UploadArtifactRequest request) {
            if (request.hasHeader()) {
                header = request.getHeader();
                artifactHeaders.add(header);
            } else {
                content.writeBytes(request.getChunk().toByteArray());
            }
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {
            Status fault = uploadFault.getAndSet(null);
            if (fault != null) {
                responses.onError(fault.asRuntimeException());
                return;
            }
            artifacts.put(header.getName(), content.toByteArray());
            responses.onNext(UploadArtifactResponse.newBuilder()
                    .setArtifactId("art_" + header.getName())
                    .build());
            responses.onCompleted();
        }
    }
}
