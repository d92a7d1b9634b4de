package org.opsflow.domain.claim;

import java.util.Set;
import java.util.UUID;
import org.opsflow.domain.workflow.AgentFace;

/**
 * A connected agent process, as one that sends and gets messages.
 *
 * @param epoch of its session
 */
public record Correspondent(
        UUID sessionId, long epoch, UUID workspaceId, AgentFace agent, Set<String> capabilities, SessionOut out) {

    static Correspondent of(Seat seat) {
        return new Correspondent(seat.sessionId, seat.epoch, seat.workspaceId, seat.agent, seat.capabilities, seat.out);
    }

    public UUID agentId() {
        return agent.agentId();
    }
}
