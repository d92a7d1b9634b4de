package org.opsflow.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.Answer;
import org.opsflow.proto.agent.v1.Configure;
import org.opsflow.proto.agent.v1.Granted;
import org.opsflow.proto.agent.v1.HeldLease;
import org.opsflow.proto.agent.v1.Hello;
import org.opsflow.proto.agent.v1.Offer;
import org.opsflow.proto.agent.v1.Pause;
import org.opsflow.proto.agent.v1.Receipt;
import org.opsflow.proto.agent.v1.RefusalCode;
import org.opsflow.proto.agent.v1.Refused;
import org.opsflow.proto.agent.v1.Resume;
import org.opsflow.proto.agent.v1.Revoked;
import org.opsflow.proto.agent.v1.ServerFrame;
import org.opsflow.proto.agent.v1.Steer;
import org.opsflow.proto.agent.v1.StepType;
import org.opsflow.proto.agent.v1.Welcome;

/** One conversation as the server sees it. Heartbeats and progress are set aside, all else is read in order. */
public final class FakeSession implements StreamObserver<AgentFrame> {
    private final StreamObserver<ServerFrame> out;
    private final BlockingQueue<AgentFrame> frames = new LinkedBlockingQueue<>();
    public final List<AgentFrame> heartbeats = new CopyOnWriteArrayList<>();
    public final List<AgentFrame> progress = new CopyOnWriteArrayList<>();

    FakeSession(StreamObserver<ServerFrame> out) {
        this.out = out;
    }

    @Override
    public void onNext(AgentFrame frame) {
        switch (frame.getBodyCase()) {
            case HEARTBEAT -> heartbeats.add(frame);
            case PROGRESS -> progress.add(frame);
            default -> frames.add(frame);
        }
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {
        out.onCompleted();
    }

    public AgentFrame expect(AgentFrame.BodyCase body) {
        try {
            AgentFrame frame = frames.poll(60, TimeUnit.SECONDS);
            assertThat(frame).as("a frame within 60 s").isNotNull();
            assertThat(frame.getBodyCase()).as("%s", frame).isEqualTo(body);
            return frame;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Frames that came and nobody has expected yet. */
    public List<AgentFrame> unexpected() {
        return List.copyOf(frames);
    }

    public Hello expectHello() {
        return expect(AgentFrame.BodyCase.HELLO).getHello();
    }

    /** Hello, Welcome with short heartbeats, and the first credits. */
    public FakeSession open() {
        expectHello();
        welcome(welcomeOf("token"));
        expect(AgentFrame.BodyCase.CREDITS);
        return this;
    }

    public static Welcome.Builder welcomeOf(String token) {
        return Welcome.newBuilder()
                .setSessionId("ses_1")
                .setResumeToken(token)
                .setProtocolVersion(1)
                .setHeartbeatBusyMs(100)
                .setHeartbeatIdleMs(200)
                .setLeaseMs(2000)
                .setMaxFrameBytes(1 << 20)
                .setMaxOutputBytes(64 << 10)
                .setMaxArtifactBytes(10 << 20)
                .setAgentName("Ada");
    }

    public void welcome(Welcome.Builder welcome) {
        send(ServerFrame.newBuilder().setWelcome(welcome));
    }

    public void offer(String offerId, StepType type) {
        send(ServerFrame.newBuilder()
                .setOffer(Offer.newBuilder()
                        .setOfferId(offerId)
                        .setStepKey("build")
                        .setType(type)
                        .setExpiresInMs(5000)));
    }

    public void grant(String attemptId, long fence, Granted.Builder granted) {
        send(ServerFrame.newBuilder().setAttemptId(attemptId).setFence(fence).setGranted(granted));
    }

    public static Granted.Builder step(String offerId) {
        return Granted.newBuilder()
                .setOfferId(offerId)
                .setRunId("run_1")
                .setStepKey("build")
                .setStepName("Build")
                .setType(StepType.STEP_TYPE_SCRIPT)
                .setAttemptNumber(1);
    }

    public static Granted.Builder script(String offerId, String command) {
        return step(offerId).setCommand(command);
    }

    /** Offers a script step, sees it accepted, grants it and sees the work begin; Started gets its receipt. */
    public void begin(String attemptId, long fence, Granted.Builder granted) {
        offer(granted.getOfferId(), StepType.STEP_TYPE_SCRIPT);
        assertThat(expect(AgentFrame.BodyCase.ACCEPT).getAccept().getOfferId()).isEqualTo(granted.getOfferId());
        grant(attemptId, fence, granted);
        receipt(expect(AgentFrame.BodyCase.STARTED));
    }

    public void receipt(AgentFrame report) {
        send(about(report).setReceipt(Receipt.getDefaultInstance()));
    }

    public void refuse(AgentFrame report, Refused.Builder refused) {
        send(about(report).setRefused(refused));
    }

    public void revoke(String attemptId, long fence) {
        send(ServerFrame.newBuilder().setAttemptId(attemptId).setFence(fence).setRevoked(Revoked.getDefaultInstance()));
    }

    public void cancel(String attemptId, long fence) {
        send(ServerFrame.newBuilder()
                .setAttemptId(attemptId)
                .setFence(fence)
                .setRevoked(Revoked.newBuilder()
                        .setCode(RefusalCode.REFUSAL_CODE_CANCELLED)
                        .setMessage("The run was cancelled: wrong branch")));
    }

    /** What somebody said to the report that asked. */
    public void answer(AgentFrame asked, Answer.Builder answer) {
        send(ServerFrame.newBuilder()
                .setAttemptId(asked.getAttemptId())
                .setFence(asked.getFence())
                .setAnswer(answer.setAskId("gate_" + asked.getNumber()).setAskNumber(asked.getNumber())));
    }

    public void pause(String controlId) {
        send(ServerFrame.newBuilder().setPause(Pause.newBuilder().setControlId(controlId)));
    }

    public void resume(String controlId) {
        send(ServerFrame.newBuilder().setResume(Resume.newBuilder().setControlId(controlId)));
    }

    public void configure(String controlId, String settings) {
        send(ServerFrame.newBuilder()
                .setConfigure(Configure.newBuilder().setControlId(controlId).setSettingsJson(settings)));
    }

    public void pauseStep(String attemptId, long fence, String controlId) {
        send(ServerFrame.newBuilder()
                .setAttemptId(attemptId)
                .setFence(fence)
                .setPause(Pause.newBuilder().setControlId(controlId)));
    }

    public void resumeStep(String attemptId, long fence, String controlId) {
        send(ServerFrame.newBuilder()
                .setAttemptId(attemptId)
                .setFence(fence)
                .setResume(Resume.newBuilder().setControlId(controlId)));
    }

    public void steer(String attemptId, long fence, String controlId, String text) {
        send(ServerFrame.newBuilder()
                .setAttemptId(attemptId)
                .setFence(fence)
                .setSteer(
                        Steer.newBuilder().setControlId(controlId).setText(text).setFrom("Grace")));
    }

    public synchronized void send(ServerFrame.Builder frame) {
        out.onNext(frame.build());
    }

    public void end(Status status) {
        out.onError(status.asRuntimeException());
    }

    public static HeldLease held(String attemptId, long fence) {
        return new Lease(attemptId, fence).held();
    }

    private static ServerFrame.Builder about(AgentFrame report) {
        return ServerFrame.newBuilder()
                .setAttemptId(report.getAttemptId())
                .setFence(report.getFence())
                .setNumber(report.getNumber());
    }
}
