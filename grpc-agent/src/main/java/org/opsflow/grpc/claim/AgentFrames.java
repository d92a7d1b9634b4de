package org.opsflow.grpc.claim;

import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.claim.AgentMessage;
import org.opsflow.domain.claim.Control;
import org.opsflow.domain.claim.Grant;
import org.opsflow.domain.claim.Offering;
import org.opsflow.domain.claim.Outcome;
import org.opsflow.domain.claim.RefusalCode;
import org.opsflow.domain.claim.SessionOut;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.shared.Settings;
import org.opsflow.domain.workflow.StepTask;
import org.opsflow.domain.workflow.StepType;
import org.opsflow.grpc.shared.Outbox;
import org.opsflow.proto.agent.v1.Drain;
import org.opsflow.proto.agent.v1.Granted;
import org.opsflow.proto.agent.v1.HeldLease;
import org.opsflow.proto.agent.v1.Offer;
import org.opsflow.proto.agent.v1.Receipt;
import org.opsflow.proto.agent.v1.Refused;
import org.opsflow.proto.agent.v1.Revoked;
import org.opsflow.proto.agent.v1.ServerFrame;
import org.opsflow.proto.agent.v1.StepInput;

/** Puts what the server says into frames. */
final class AgentFrames implements SessionOut {
    private final Outbox<ServerFrame> outbox;
    private final Settings settings;

    AgentFrames(Outbox<ServerFrame> outbox, Settings settings) {
        this.outbox = outbox;
        this.settings = settings;
    }

    @Override
    public boolean hasRoom() {
        return outbox.hasRoom();
    }

    @Override
    public void welcome(Welcome welcome) {
        var frame = org.opsflow.proto.agent.v1.Welcome.newBuilder()
                .setSessionId(PublicId.SESSION.of(welcome.sessionId()))
                .setResumeToken(welcome.resumeToken())
                .setProtocolVersion(FrameReader.PROTOCOL_VERSION)
                .setHeartbeatBusyMs((int) settings.heartbeatBusy().toMillis())
                .setHeartbeatIdleMs((int) settings.heartbeatIdle().toMillis())
                .setLeaseMs((int) settings.lease().toMillis())
                .setOfferMs((int) settings.offer().toMillis())
                .setMaxFrameBytes(FrameReader.MAX_FRAME)
                .setMaxOutputBytes(FrameReader.MAX_OUTPUT)
                .setMaxArtifactBytes(settings.maxArtifactBytes())
                .setAgentName(welcome.agentName())
                .setSettingsJson(welcome.settings());
        welcome.kept()
                .forEach(held -> frame.addKept(HeldLease.newBuilder()
                        .setAttemptId(PublicId.ATTEMPT.of(held.attemptId()))
                        .setFence(held.fence())));
        welcome.lost().forEach(lost -> frame.addLostAttemptIds(PublicId.ATTEMPT.of(lost)));
        outbox.send(ServerFrame.newBuilder().setWelcome(frame).build());
    }

    @Override
    public void offer(UUID offerId, Offering offering) {
        outbox.send(ServerFrame.newBuilder()
                .setOffer(Offer.newBuilder()
                        .setOfferId(PublicId.OFFER.of(offerId))
                        .setStepId(PublicId.STEP.of(offering.stepId()))
                        .setRunId(PublicId.RUN.of(offering.runId()))
                        .setStepKey(offering.spec().key())
                        .setStepName(offering.spec().name())
                        .setType(type(offering.spec().task().type()))
                        .addAllRequires(offering.spec().requirement().capabilities())
                        .addAllPrefers(offering.spec().preferred())
                        .setExpiresInMs((int) settings.offer().toMillis()))
                .build());
    }

    @Override
    public void granted(Grant grant, Optional<UUID> offerId) {
        StepTask task = grant.spec().task();
        Granted.Builder granted = Granted.newBuilder()
                .setOfferId(offerId.map(PublicId.OFFER::of).orElse(""))
                .setRunId(PublicId.RUN.of(grant.plan().runId()))
                .setRunName(grant.plan().name())
                .setStepId(PublicId.STEP.of(grant.stepId()))
                .setStepKey(grant.spec().key())
                .setStepName(grant.spec().name())
                .setPhase(grant.plan()
                        .definition()
                        .workflow()
                        .phases()
                        .get(grant.spec().phase()))
                .setType(type(task.type()))
                .setAttemptNumber(grant.number())
                .setCommand(grant.command())
                .setCwd(task.cwd())
                .setAgentKind(task.agent())
                .setPrompt(grant.prompt())
                .setPermission(task.permission())
                .setFunction(task.function())
                .setTimeoutMs(grant.spec().timeout().toMillis())
                .setArgsJson(grant.plan().args())
                .addAllArtifacts(task.artifacts())
                .setLastNumber(grant.lastReport());
        grant.inputs()
                .forEach((key, output) ->
                        granted.addInputs(StepInput.newBuilder().setStepKey(key).setOutputJson(output)));
        grant.checkpoint().map(CheckpointFrames::granted).ifPresent(granted::setCheckpoint);
        outbox.send(ServerFrame.newBuilder()
                .setAttemptId(PublicId.ATTEMPT.of(grant.attemptId()))
                .setFence(grant.fence())
                .setGranted(granted)
                .build());
    }

    @Override
    public void receipt(UUID attemptId, long fence, long number) {
        outbox.send(ServerFrame.newBuilder()
                .setAttemptId(PublicId.ATTEMPT.of(attemptId))
                .setFence(fence)
                .setNumber(number)
                .setReceipt(Receipt.getDefaultInstance())
                .build());
    }

    @Override
    public void revoked(UUID attemptId, long fence, RefusalCode code, String message) {
        outbox.send(ServerFrame.newBuilder()
                .setAttemptId(PublicId.ATTEMPT.of(attemptId))
                .setFence(fence)
                .setRevoked(Revoked.newBuilder().setCode(code(code)).setMessage(message))
                .build());
    }

    @Override
    public void refused(Refusal refusal) {
        refused(refusal, refusal.attemptId().map(PublicId.ATTEMPT::of).orElse(""), "");
    }

    /** Refuses a frame that named its attempt in a way that is no id; or a message, by its client id. */
    void refused(Refusal refusal, String attemptId, String clientId) {
        outbox.send(ServerFrame.newBuilder()
                .setAttemptId(attemptId)
                .setFence(refusal.fence())
                .setNumber(refusal.number())
                .setRefused(Refused.newBuilder()
                        .setCode(code(refusal.why().code()))
                        .setMessage(refusal.why().message())
                        .setField(refusal.why().field())
                        .setOfferId(refusal.offerId().map(PublicId.OFFER::of).orElse(""))
                        .setRetryAfterMs(refusal.retryAfterMillis())
                        .setClientId(clientId))
                .build());
    }

    @Override
    public void drain(Duration reconnectAfter, String message) {
        outbox.send(ServerFrame.newBuilder()
                .setDrain(Drain.newBuilder()
                        .setReconnectAfterMs((int) reconnectAfter.toMillis())
                        .setMessage(message))
                .build());
    }

    @Override
    public void message(AgentMessage message) {
        outbox.send(ServerFrame.newBuilder()
                .setMessage(MessageFrames.message(message))
                .build());
    }

    @Override
    public void messageReceipt(String clientId) {
        outbox.send(ServerFrame.newBuilder()
                .setReceipt(Receipt.newBuilder().setClientId(clientId))
                .build());
    }

    @Override
    public void messageRefused(String clientId, Outcome.Refused why, int retryAfterMillis) {
        refused(new Refusal(Optional.empty(), 0, 0, Optional.empty(), why, retryAfterMillis), "", clientId);
    }

    @Override
    public boolean control(Control control) {
        return outbox.sendIfRead(ControlFrames.of(control));
    }

    @Override
    public void end(End why, String message) {
        switch (why) {
            case GOODBYE -> outbox.complete();
            case PROTOCOL_VIOLATION ->
                outbox.fail(Status.FAILED_PRECONDITION.withDescription(message).asRuntimeException());
            case SUPERSEDED ->
                outbox.fail(
                        Status.ABORTED.withDescription("SUPERSEDED: " + message).asRuntimeException());
            case REVOKED ->
                outbox.fail(Status.UNAUTHENTICATED.withDescription(message).asRuntimeException());
            case UNAVAILABLE ->
                outbox.fail(Status.UNAVAILABLE.withDescription(message).asRuntimeException());
        }
    }

    private static org.opsflow.proto.agent.v1.RefusalCode code(RefusalCode code) {
        return org.opsflow.proto.agent.v1.RefusalCode.valueOf("REFUSAL_CODE_" + code.name());
    }

    private static org.opsflow.proto.agent.v1.StepType type(StepType type) {
        return org.opsflow.proto.agent.v1.StepType.valueOf("STEP_TYPE_" + type.name());
    }
}
