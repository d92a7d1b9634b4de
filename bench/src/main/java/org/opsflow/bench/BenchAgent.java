package org.opsflow.bench;

import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import org.opsflow.proto.agent.v1.Accept;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.AgentServiceGrpc;
import org.opsflow.proto.agent.v1.Completed;
import org.opsflow.proto.agent.v1.ControlAck;
import org.opsflow.proto.agent.v1.Credits;
import org.opsflow.proto.agent.v1.Granted;
import org.opsflow.proto.agent.v1.Heartbeat;
import org.opsflow.proto.agent.v1.Hello;
import org.opsflow.proto.agent.v1.RefusalCode;
import org.opsflow.proto.agent.v1.ServerFrame;
import org.opsflow.proto.agent.v1.Started;

/** An agent that takes one step at a time and answers at once. Its channel's event loop makes all calls. */
final class BenchAgent implements StreamObserver<ServerFrame> {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final AgentFrame ONE_CREDIT = AgentFrame.newBuilder()
            .setCredits(Credits.newBuilder().setAmount(1))
            .build();
    private static final AgentFrame STANDING = AgentFrame.newBuilder()
            .setCredits(Credits.newBuilder().setStanding(1))
            .build();
    private static final AgentFrame HEARTBEAT =
            AgentFrame.newBuilder().setHeartbeat(Heartbeat.getDefaultInstance()).build();
    private static final Started STARTED = Started.getDefaultInstance();
    private static final Completed COMPLETED = Completed.newBuilder()
            .setOutputJson("{\"ok\":true}")
            .setSummary("Done.")
            .setExitCode(0)
            .build();

    private final Fleet fleet;
    private StreamObserver<AgentFrame> out;
    private String attemptId = "";
    private long fence;
    private long task;
    private long offeredAt;

    BenchAgent(Fleet fleet) {
        this.fleet = fleet;
    }

    void connect(Channel channel, String key) {
        Metadata headers = new Metadata();
        headers.put(AUTHORIZATION, "Bearer " + key);
        out = AgentServiceGrpc.newStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .connect(this);
        out.onNext(AgentFrame.newBuilder()
                .setHello(Hello.newBuilder()
                        .setProtocolVersion(1)
                        .setInstance("bench")
                        .setAgentVersion("bench")
                        .addCapabilities("script")
                        .setMaxConcurrent(1))
                .build());
    }

    @Override
    public void onNext(ServerFrame frame) {
        switch (frame.getBodyCase()) {
            case WELCOME -> {
                fleet.connected(this, frame.getWelcome().getHeartbeatIdleMs());
                out.onNext(fleet.byOffers() ? ONE_CREDIT : STANDING);
            }
            case OFFER -> accept(frame.getOffer().getOfferId());
            case GRANTED -> work(frame, frame.getGranted());
            case RECEIPT -> receipt(frame);
            case REFUSED -> refused(frame);
            case REVOKED -> revoked(frame);
            default -> fleet.surprised("An agent was told " + frame);
        }
    }

    private void accept(String offerId) {
        offeredAt = System.nanoTime();
        out.onNext(AgentFrame.newBuilder()
                .setAccept(Accept.newBuilder().setOfferId(offerId))
                .build());
    }

    private void work(ServerFrame frame, Granted granted) {
        long now = System.nanoTime();
        attemptId = frame.getAttemptId();
        fence = frame.getFence();
        task = Task.number(granted.getRunName());
        fleet.granted(task, offeredAt, now);
        out.onNext(report(1).setStarted(STARTED).build());
        if (!fleet.holding()) {
            out.onNext(report(2).setCompleted(COMPLETED).build());
        }
    }

    private void revoked(ServerFrame frame) {
        long now = System.nanoTime();
        if (frame.getRevoked().getCode() != RefusalCode.REFUSAL_CODE_CANCELLED) {
            fleet.surprised("An agent was told " + frame);
            return;
        }
        // The server may ask again while it waits: it is answered again.
        out.onNext(AgentFrame.newBuilder()
                .setAttemptId(frame.getAttemptId())
                .setFence(frame.getFence())
                .setControlAck(ControlAck.getDefaultInstance())
                .build());
        if (frame.getAttemptId().equals(attemptId)) {
            attemptId = "";
            fleet.cancelled(task, now);
            if (fleet.byOffers()) {
                out.onNext(ONE_CREDIT);
            }
        }
    }

    private AgentFrame.Builder report(long number) {
        return AgentFrame.newBuilder().setAttemptId(attemptId).setFence(fence).setNumber(number);
    }

    private void receipt(ServerFrame frame) {
        if (frame.getNumber() == 2 && frame.getAttemptId().equals(attemptId)) {
            attemptId = "";
            fleet.done(task, System.nanoTime());
            if (fleet.byOffers()) {
                out.onNext(ONE_CREDIT);
            }
        }
    }

    private void refused(ServerFrame frame) {
        // The credit of an offer that went elsewhere is back.
        if (frame.getRefused().getCode() == RefusalCode.REFUSAL_CODE_OFFER_GONE) {
            fleet.offerGone();
        } else if (fleet.holding() && frame.getRefused().getCode() == RefusalCode.REFUSAL_CODE_LEASE_LOST) {
            // It was cancelled before it had begun: Revoked says so too.
            return;
        } else {
            fleet.surprised("An agent was refused " + frame);
        }
    }

    /** A step is answered as soon as it is granted, so an agent never holds one. */
    void beat() {
        out.onNext(HEARTBEAT);
    }

    @Override
    public void onError(Throwable broken) {
        fleet.broken(broken);
    }

    @Override
    public void onCompleted() {
        fleet.broken(new IllegalStateException("The server ended the conversation"));
    }
}
