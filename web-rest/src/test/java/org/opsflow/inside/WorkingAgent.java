package org.opsflow.inside;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.opsflow.proto.agent.v1.Accept;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.AgentServiceGrpc;
import org.opsflow.proto.agent.v1.Credits;
import org.opsflow.proto.agent.v1.Heartbeat;
import org.opsflow.proto.agent.v1.HeldLease;
import org.opsflow.proto.agent.v1.Hello;
import org.opsflow.proto.agent.v1.ServerFrame;
import org.opsflow.proto.agent.v1.Started;

/** An agent's process whose frames a test says, on a real connection; it beats by itself for as long as it is open. */
final class WorkingAgent implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final ManagedChannel channel = NettyChannelBuilder.forAddress(
                    "127.0.0.1", ServerUnderTest.get().grpcPort())
            .usePlaintext()
            .build();
    private final List<ServerFrame> heard = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
    private final StreamObserver<AgentFrame> frames;
    private volatile Optional<HeldLease> held = Optional.empty();
    private final String id;
    private long number;

    private WorkingAgent(String id, String key) {
        this.id = id;
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + key);
        frames = AgentServiceGrpc.newStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .connect(new StreamObserver<>() {
                    @Override
                    public void onNext(ServerFrame frame) {
                        heard.add(frame);
                    }

                    @Override
                    public void onError(Throwable ended) {}

                    @Override
                    public void onCompleted() {}
                });
    }

    /** A new agent of the browser's workspace, connected. */
    static WorkingAgent hired(Browser admin) {
        JsonObject made = admin.post("/api/agents", "{\"name\": \"Hired " + System.nanoTime() + "\"}")
                .json()
                .getJsonObject("data");
        WorkingAgent agent = new WorkingAgent(made.getJsonObject("agent").getString("id"), made.getString("api_key"));
        agent.send(AgentFrame.newBuilder()
                .setHello(Hello.newBuilder()
                        .setInstance("one")
                        .setProtocolVersion(1)
                        .addCapabilities("script")
                        .setMaxConcurrent(1)));
        agent.await(ServerFrame::hasWelcome);
        agent.heart.scheduleAtFixedRate(agent::beat, 2, 2, TimeUnit.SECONDS);
        return agent;
    }

    String id() {
        return id;
    }

    /** Takes the next step of its workspace and begins to work on it. */
    ServerFrame begin() {
        send(AgentFrame.newBuilder().setCredits(Credits.newBuilder().setAmount(1)));
        String offer = await(ServerFrame::hasOffer).getOffer().getOfferId();
        send(AgentFrame.newBuilder().setAccept(Accept.newBuilder().setOfferId(offer)));
        ServerFrame granted = await(ServerFrame::hasGranted);
        held = Optional.of(HeldLease.newBuilder()
                .setAttemptId(granted.getAttemptId())
                .setFence(granted.getFence())
                .build());
        number = 0;
        report(AgentFrame.newBuilder().setStarted(Started.getDefaultInstance()));
        return granted;
    }

    /** Sends a report under the next number; the answer to it. Of one that is refused the number is not used up. */
    ServerFrame report(AgentFrame.Builder body) {
        HeldLease lease = held.orElseThrow();
        long next = number + 1;
        send(body.setAttemptId(lease.getAttemptId()).setFence(lease.getFence()).setNumber(next));
        ServerFrame answer = await(frame -> frame.getNumber() == next
                && frame.getAttemptId().equals(lease.getAttemptId())
                && (frame.hasReceipt() || frame.hasRefused()));
        if (answer.hasReceipt()) {
            number = next;
        }
        return answer;
    }

    /** The first such frame of those that were not taken yet. */
    ServerFrame await(Predicate<ServerFrame> wanted) {
        Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> heard.stream()
                .anyMatch(wanted));
        ServerFrame found = heard.stream().filter(wanted).findFirst().orElseThrow();
        heard.remove(found);
        return found;
    }

    synchronized void send(AgentFrame.Builder frame) {
        frames.onNext(frame.build());
    }

    private void beat() {
        Heartbeat.Builder beat = Heartbeat.newBuilder();
        held.ifPresent(beat::addHeld);
        send(AgentFrame.newBuilder().setHeartbeat(beat));
    }

    @Override
    public void close() {
        heart.shutdownNow();
        channel.shutdownNow();
    }
}
