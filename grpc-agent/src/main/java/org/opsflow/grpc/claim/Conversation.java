package org.opsflow.grpc.claim;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.opsflow.domain.claim.AgentErrorDraft;
import org.opsflow.domain.claim.AgentSession;
import org.opsflow.domain.claim.Load;
import org.opsflow.domain.claim.Outcome;
import org.opsflow.domain.claim.RefusalCode;
import org.opsflow.domain.claim.ReportBody;
import org.opsflow.domain.claim.SessionDesk;
import org.opsflow.domain.claim.SessionOut;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.shared.Settings;
import org.opsflow.grpc.shared.Bearer;
import org.opsflow.grpc.shared.Edge;
import org.opsflow.grpc.shared.Outbox;
import org.opsflow.grpc.shared.Statuses;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.Credits;
import org.opsflow.proto.agent.v1.Decline;
import org.opsflow.proto.agent.v1.DeclineReason;
import org.opsflow.proto.agent.v1.Heartbeat;
import org.opsflow.proto.agent.v1.Progress;
import org.opsflow.proto.agent.v1.ServerFrame;

/**
 * One Connect call. On the event loop it only checks frames and hands them on; the next frame is asked for when one is
 * done, at most 64 at a time, so that an agent that sends faster than the lanes write is slowed down by its own
 * connection.
 */
final class Conversation implements StreamObserver<AgentFrame> {
    private static final int FRAMES_AT_ONCE = 64;

    private final ServerCallStreamObserver<ServerFrame> call;
    private final Outbox<ServerFrame> outbox;
    private final AgentFrames frames;
    private final Edge edge;
    private volatile AgentSession session;

    Conversation(ServerCallStreamObserver<ServerFrame> call, Settings settings, Edge edge) {
        this.call = call;
        this.edge = edge;
        this.outbox = new Outbox<>(call, this::roomAgain, this::gone);
        this.frames = new AgentFrames(outbox, settings);
        call.disableAutoRequest();
        call.setOnCancelHandler(this::gone);
        // However the server ended the call, the session must not outlive it.
        call.setOnCloseHandler(this::gone);
    }

    /** Lets the first frame come once the key is known to be good. */
    void begin(Bearer bearer, SessionDesk desk) {
        String key = Bearer.presented();
        bearer.remembered(key)
                .ifPresentOrElse(
                        caller -> guarded(() -> converse(caller, desk)),
                        () -> edge.executeWhileWanted(() -> guarded(() -> converse(bearer.require(key), desk))));
    }

    private void converse(Caller caller, SessionDesk desk) {
        if (caller.kind() != Caller.Kind.AGENT) {
            throw Problem.forbidden("not_an_agent", "Connect needs an agent's key; this one is a person's.");
        }
        session = desk.converse(caller, frames);
        call.request(1);
    }

    @Override
    public void onNext(AgentFrame frame) {
        if (session.awaitsHello() && !frame.hasHello()) {
            // Whatever else is wrong with it.
            session.violation("The first frame is Hello.");
            return;
        }
        session.heard();
        outbox.cutOffIfSlow();
        try {
            if (frame.getSerializedSize() > FrameReader.MAX_FRAME) {
                refuse(frame, RefusalCode.TOO_LARGE, "The frame is larger than 1 MiB.", "");
            } else if (take(frame)) {
                return;
            }
        } catch (FrameReader.TooLarge wrong) {
            refuse(frame, RefusalCode.TOO_LARGE, wrong.getMessage(), wrong.field);
        } catch (Problem wrong) {
            refuse(
                    frame,
                    RefusalCode.INVALID,
                    wrong.getMessage(),
                    wrong.errors().isEmpty() ? "" : wrong.errors().get(0).field());
        } catch (RuntimeException broken) {
            outbox.fail(Statuses.of(broken));
            gone();
        }
        call.request(1);
    }

    /** True when the next frame is asked for later. */
    private boolean take(AgentFrame frame) {
        switch (frame.getBodyCase()) {
            case HELLO -> {
                hello(frame);
                return true;
            }
            case CREDITS -> credits(frame.getCredits());
            case ACCEPT -> session.accept(offer(frame.getAccept().getOfferId()));
            case DECLINE -> decline(frame);
            case HEARTBEAT -> heartbeat(frame.getHeartbeat());
            case PROGRESS -> progress(frame);
            case STARTED -> report(frame, new ReportBody.Started());
            case CHECKPOINT -> report(frame, CheckpointFrames.report(frame.getCheckpoint()));
            case COMMENT -> report(frame, CommentReader.report(frame.getComment()));
            case USAGE -> report(frame, UsageReader.report(frame.getUsage()));
            case ASK -> report(frame, AskFrames.report(frame.getAsk()));
            case COMPLETED -> report(frame, FrameReader.completed(frame.getCompleted()));
            case FAILED -> report(frame, FrameReader.failed(frame.getFailed()));
            case RELEASED ->
                report(frame, FrameReader.released(frame.getReleased().getMessage()));
            case CONTROL_ACK -> acknowledged(frame);
            case MESSAGE -> session.message(MessageFrames.draft(frame), () -> call.request(1));
            case MESSAGE_READ ->
                session.messagesRead(
                        MessageFrames.read(frame.getMessageRead().getMessageIdsList()), () -> call.request(1));
            case AGENT_ERROR -> error(frame);
            case GOODBYE -> onEdge(session::goodbye);
            case BODY_NOT_SET ->
                refuse(frame, RefusalCode.UNKNOWN_FRAME, "The server does not know this kind of frame.", "");
        }
        return FrameReader.isReport(frame) || frame.hasMessage() || frame.hasMessageRead() || frame.hasAgentError();
    }

    /** What the agent holds counts, whatever it says of its load: that only shows. */
    private void heartbeat(Heartbeat beat) {
        var held = FrameReader.held(beat.getHeldList(), "heartbeat.held");
        Load load;
        try {
            load = LoadReader.read(beat);
        } catch (Problem wrong) {
            session.heartbeat(held, Load.UNKNOWN);
            throw wrong;
        }
        session.heartbeat(held, load);
    }

    private void hello(AgentFrame frame) {
        org.opsflow.domain.claim.Hello hello;
        try {
            hello = FrameReader.hello(frame.getHello());
        } catch (Problem wrong) {
            frames.end(SessionOut.End.PROTOCOL_VIOLATION, wrong.getMessage());
            return;
        }
        onEdge(() -> {
            session.hello(hello);
            call.request(FRAMES_AT_ONCE);
        });
    }

    /** Only what an agent cannot do at all is kept from it: whoever is busy has room again. */
    private void decline(AgentFrame frame) {
        Decline decline = frame.getDecline();
        boolean forGood = decline.getReason() == DeclineReason.DECLINE_REASON_INCAPABLE;
        if (decline.getOfferId().isEmpty() && !frame.getAttemptId().isEmpty()) {
            session.declineGrant(attempt(frame), frame.getFence(), forGood);
        } else {
            session.decline(offer(decline.getOfferId()), forGood);
        }
    }

    private void credits(Credits credits) {
        session.credits(
                bounded(credits.getAmount()),
                credits.hasStanding() ? OptionalInt.of(bounded(credits.getStanding())) : OptionalInt.empty());
    }

    private void acknowledged(AgentFrame frame) {
        String control = frame.getControlAck().getControlId();
        if (control.isEmpty()) {
            session.stopped(attempt(frame), frame.getFence());
            return;
        }
        UUID id = PublicId.CONTROL
                .parse(control)
                .or(() -> PublicId.GATE.parse(control))
                .orElseThrow(() -> Problem.invalid(
                        "control_ack.control_id", "must be the control's id, ctl_…, or an answer's ask_id, gate_…"));
        if (session.hears(id)) {
            onEdge(() -> session.acknowledged(id));
        }
    }

    private void error(AgentFrame frame) {
        AgentErrorDraft draft = AgentErrorReader.draft(frame);
        onEdge(() -> {
            session.error(draft);
            call.request(1);
        });
    }

    private void progress(AgentFrame frame) {
        Progress progress = frame.getProgress();
        OptionalInt percent = FrameReader.percent(progress.hasPercent(), progress.getPercent());
        session.progress(
                attempt(frame),
                frame.getFence(),
                percent,
                FrameReader.line(progress.getLine()),
                bounded(progress.getLoop()),
                bounded(progress.getMaxLoops()));
    }

    private void report(AgentFrame frame, ReportBody body) {
        session.report(attempt(frame), frame.getFence(), frame.getNumber(), body, () -> call.request(1));
    }

    static UUID attempt(AgentFrame frame) {
        return PublicId.ATTEMPT
                .parse(frame.getAttemptId())
                .orElseThrow(() -> Problem.invalid("attempt_id", "must be the attempt's id, att_…"));
    }

    private static UUID offer(String text) {
        return PublicId.OFFER
                .parse(text)
                .orElseThrow(() -> Problem.invalid("offer_id", "must be the offer's id, offer_…"));
    }

    /** A uint32 beyond what an int holds reads as negative: it is too large in any case. */
    private static int bounded(int unsigned) {
        return unsigned < 0 ? Integer.MAX_VALUE / 2 : Math.min(unsigned, Integer.MAX_VALUE / 2);
    }

    private void refuse(AgentFrame frame, RefusalCode code, String message, String field) {
        SessionOut.Refusal refusal = new SessionOut.Refusal(
                Optional.empty(),
                frame.getFence(),
                frame.getNumber(),
                Optional.empty(),
                new Outcome.Refused(code, message, field),
                0);
        frames.refused(refusal, frame.getAttemptId().length() > 64 ? "" : frame.getAttemptId(), clientId(frame));
    }

    private static String clientId(AgentFrame frame) {
        return frame.hasAgentError() ? AgentErrorReader.clientId(frame) : MessageFrames.clientId(frame);
    }

    private void onEdge(Runnable work) {
        edge.execute(() -> guarded(work));
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            outbox.fail(Statuses.of(e));
            gone();
        }
    }

    private void roomAgain() {
        AgentSession open = session;
        if (open != null) {
            open.roomAgain();
        }
    }

    private void gone() {
        outbox.abandon();
        AgentSession open = session;
        if (open != null) {
            edge.execute(open::closed);
        }
    }

    @Override
    public void onError(Throwable broken) {
        gone();
    }

    @Override
    public void onCompleted() {
        outbox.complete();
        gone();
    }
}
