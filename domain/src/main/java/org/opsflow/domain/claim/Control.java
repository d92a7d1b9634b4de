package org.opsflow.domain.claim;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.identity.Caller;

/**
 * What a person asks of one process of an agent. Requested, then delivered (written to a stream that is read), then
 * acknowledged by the process; or expired when it is of no use any more. Until then the next session of the process is
 * told again.
 *
 * @param attempt which attempt it speaks of; empty when it speaks of the agent
 * @param text for the agent; empty where the kind says it all
 * @param requestedBy the person's id
 * @param requester their name; empty where the person is not known any more
 * @param endedAt when it was acknowledged or expired
 */
public record Control(
        UUID id,
        Kind kind,
        Addressee to,
        Optional<Subject> attempt,
        String text,
        State state,
        UUID requestedBy,
        Optional<String> requester,
        Instant requestedAt,
        Optional<Instant> deliveredAt,
        Optional<Instant> endedAt) {

    /** What is asked. */
    public enum Kind {
        /** No new work for the agent, or a halt of the attempt, until Resume. */
        PAUSE,
        RESUME,
        /** Words of a person about the attempt. */
        STEER;

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

    static Control ofAgent(UUID id, Kind kind, Addressee to, UUID by, Instant at) {
        return new Control(
                id,
                kind,
                to,
                Optional.empty(),
                "",
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
                State.REQUESTED,
                by.id(),
                Optional.of(by.name()),
                at,
                Optional.empty(),
                Optional.empty());
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
        return new Control(id, kind, to, attempt, text, next, requestedBy, requester, requestedAt, delivered, ended);
    }

    Optional<Instant> acknowledgedAt() {
        return state == State.ACKNOWLEDGED ? endedAt : Optional.empty();
    }
}
