package org.opsflow.domain.claim;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the server says to one agent. Calls return at once; after {@link #end} they have no effect. */
public interface SessionOut {
    /** An attempt and its fence. */
    record Held(UUID attemptId, long fence) {}

    /**
     * The answer to Hello.
     *
     * @param resumeToken for the next Hello; a secret
     * @param settings what people set for the agent, JSON text; empty when nothing
     */
    record Welcome(
            UUID sessionId, String resumeToken, String agentName, List<Held> kept, List<UUID> lost, String settings) {}

    /** Why the server ends the conversation. */
    enum End {
        /** The frame is not allowed where the conversation stands. */
        PROTOCOL_VIOLATION,
        /** A newer session of this agent and instance took over. */
        SUPERSEDED,
        /** The key that opened it opens nothing any more. */
        REVOKED,
        /** The agent said goodbye. */
        GOODBYE,
        /** The server cannot go on with this session; connecting again may work. */
        UNAVAILABLE
    }

    /** False while the agent does not read what was sent: it gets no offers then. */
    boolean hasRoom();

    void welcome(Welcome welcome);

    void offer(UUID offerId, Offering offering);

    void granted(Grant grant, Optional<UUID> offerId);

    void receipt(UUID attemptId, long fence, long number);

    void revoked(UUID attemptId, long fence, RefusalCode code, String message);

    /** Refuses a frame. */
    void refused(Refusal refusal);

    /** The connection will end; the agent is to come back after the delay and not before. It keeps what it holds. */
    void drain(Duration reconnectAfter, String message);

    /** Brings a message of another agent. */
    void message(AgentMessage message);

    /** The agent's message or error of this client id is stored. */
    void messageReceipt(String clientId);

    /** @param retryAfterMillis with OVERLOADED; else 0 */
    void messageRefused(String clientId, Outcome.Refused why, int retryAfterMillis);

    /** False when the agent does not read just now: nothing was sent. */
    boolean control(Control control);

    void end(End why, String message);

    /**
     * A refused frame.
     *
     * @param attemptId of the frame, where it had one
     * @param number of the report; 0 when it was none
     * @param offerId of a refused Accept or Decline
     * @param retryAfterMillis with OVERLOADED; else 0
     */
    record Refusal(
            Optional<UUID> attemptId,
            long fence,
            long number,
            Optional<UUID> offerId,
            Outcome.Refused why,
            int retryAfterMillis) {

        static Refusal ofFrame(Outcome.Refused why) {
            return new Refusal(Optional.empty(), 0, 0, Optional.empty(), why, 0);
        }

        static Refusal ofOffer(UUID offerId, Outcome.Refused why) {
            return new Refusal(Optional.empty(), 0, 0, Optional.of(offerId), why, 0);
        }
    }
}
