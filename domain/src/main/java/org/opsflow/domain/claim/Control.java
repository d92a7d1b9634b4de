package org.opsflow.domain.claim;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.workflow.AgentFace;

/**
 * What a person asks of one process of an agent. Requested, then delivered (written to a stream that is read), then
 * acknowledged by the process; or expired when it is of no use any more. Until then the next session of the process is
 * told again.
 *
 * @param attempt which attempt it speaks of; empty when it speaks of the agent
 * @param text for the agent; empty where the kind says it all
 * @param said of an ANSWER
 * @param requestedBy the person's id; {@link #SERVER} where no person asked
 * @param requester their name; empty where the person is not known any more
 * @param endedAt when it was acknowledged or expired
 */
public record Control(
        UUID id,
        Kind kind,
        Addressee to,
        Optional<Subject> attempt,
        String text,
        Optional<Said> said,
        State state,
        UUID requestedBy,
        Optional<String> requester,
        Instant requestedAt,
        Optional<Instant> deliveredAt,
        Optional<Instant> endedAt) {

    /** Who asks when no person does. */
    public static final UUID SERVER = new UUID(0, 0);

    /** As agents and people know it then. */
    public static final String SERVER_NAME = "Opsflow";

    /** What is asked. */
    public enum Kind {
        /** No new work for the agent, or a halt of the attempt, until Resume. */
        PAUSE,
        RESUME,
        /** Words of a person about the attempt. */
        STEER,
        /** What a person said to what the attempt asked; its id is the gate's. */
        ANSWER,
        /** What people set for the agent has changed. */
        CONFIGURE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** How far it has come. */
    public enum State {
        REQUESTED,
        DELIVERED,
        ACKNOWLEDGED,
        EXPIRED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** The process, by its session, which outlives its connections. */
    public record Addressee(UUID workspaceId, UUID sessionId, UUID agentId, String slug, String instance) {}

    /** The attempt that it is about. */
    public record Subject(UUID attemptId, long fence, UUID runId, UUID stepId, int number) {}

    /**
     * What a person answered.
     *
     * @param number of the report that asked
     */
    public record Said(long number, Gate.Answer answer) {}

    /** Has the id of the gate, which makes it the only one. */
    static Control ofAnswer(Gate gate, Addressee to, AttemptRow attempt, Instant at) {
        Gate.Reply reply = gate.reply().orElseThrow();
        return new Control(
                gate.id(),
                Kind.ANSWER,
                to,
                Optional.of(new Subject(
                        attempt.id(), attempt.fence(), attempt.runId(), attempt.stepId(), attempt.number())),
                "",
                Optional.of(new Said(gate.asker().number(), reply.answer())),
                State.REQUESTED,
                reply.by(),
                reply.name(),
                at,
                Optional.empty(),
                Optional.empty());
    }

    static Control ofAgent(UUID id, Kind kind, Addressee to, UUID by, Instant at) {
        return new Control(
                id,
                kind,
                to,
                Optional.empty(),
                "",
                Optional.empty(),
                State.REQUESTED,
                by,
                Optional.empty(),
                at,
                Optional.empty(),
                Optional.empty());
    }

    /** @param settings JSON text */
    static Control ofSettings(UUID id, Addressee to, String settings, UUID by, Instant at) {
        return new Control(
                id,
                Kind.CONFIGURE,
                to,
                Optional.empty(),
                settings,
                Optional.empty(),
                State.REQUESTED,
                by,
                Optional.empty(),
                at,
                Optional.empty(),
                Optional.empty());
    }

    static Control ofAttempt(UUID id, Kind kind, Controls.Work work, String text, Caller by, Instant at) {
        return new Control(
                id,
                kind,
                work.to(),
                Optional.of(work.attempt()),
                text,
                Optional.empty(),
                State.REQUESTED,
                by.id(),
                Optional.of(by.name()),
                at,
                Optional.empty(),
                Optional.empty());
    }

    /** The server asks the attempt for a sign of progress. */
    static Control ofServer(UUID id, AttemptRow attempt, AgentFace agent, String text, Instant at) {
        return new Control(
                id,
                Kind.STEER,
                new Addressee(
                        attempt.workspaceId(), attempt.sessionId(), agent.agentId(), agent.slug(), agent.instance()),
                Optional.of(new Subject(
                        attempt.id(), attempt.fence(), attempt.runId(), attempt.stepId(), attempt.number())),
                text,
                Optional.empty(),
                State.REQUESTED,
                SERVER,
                Optional.of(SERVER_NAME),
                at,
                Optional.empty(),
                Optional.empty());
    }

    public boolean isOfServer() {
        return requestedBy.equals(SERVER);
    }

    /** As agents and people know it. */
    public String publicId() {
        return (kind == Kind.ANSWER ? PublicId.GATE : PublicId.CONTROL).of(id);
    }

    Control delivered(Instant at) {
        return moved(State.DELIVERED, Optional.of(at), Optional.empty());
    }

    Control acknowledged(Instant at) {
        return moved(State.ACKNOWLEDGED, Optional.of(deliveredAt.orElse(at)), Optional.of(at));
    }

    /** As it is when nobody has to hear it any more. */
    public Control expired(Instant at) {
        return moved(State.EXPIRED, deliveredAt, Optional.of(at));
    }

    private Control moved(State next, Optional<Instant> delivered, Optional<Instant> ended) {
        return new Control(
                id, kind, to, attempt, text, said, next, requestedBy, requester, requestedAt, delivered, ended);
    }

    Optional<Instant> acknowledgedAt() {
        return state == State.ACKNOWLEDGED ? endedAt : Optional.empty();
    }
}
