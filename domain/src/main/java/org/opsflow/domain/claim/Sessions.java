package org.opsflow.domain.claim;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.workflow.AgentFace;

/** The stored agent sessions. Calls join the caller's transaction. */
public interface Sessions {
    /** What identifies a session and what its Hello said. */
    record Opening(
            UUID workspaceId,
            UUID agentId,
            String instance,
            String node,
            byte[] resumeHash,
            String version,
            List<String> capabilities,
            Map<String, String> labels) {

        /** One without labels. */
        public Opening(
                UUID workspaceId,
                UUID agentId,
                String instance,
                String node,
                byte[] resumeHash,
                String version,
                List<String> capabilities) {
            this(workspaceId, agentId, instance, node, resumeHash, version, capabilities, Map.of());
        }
    }

    /**
     * A session as it was opened.
     *
     * @param resumed whether the resume token was the right one
     * @param paused whether a person paused the agent
     * @param settings what people set for it; empty when nothing
     */
    record Opened(UUID id, long epoch, boolean resumed, boolean paused, String settings) {}

    /**
     * Opens or takes over the session of an identity: raises its epoch, gives it a lease, and stores the new token.
     *
     * @param newId its id when there was none
     * @param presentedHash hash of the token that came in Hello, if one came
     */
    Opened open(Opening opening, UUID newId, Optional<byte[]> presentedHash, Duration lease);

    /**
     * Makes a process that has not heard that its agent is paused hear of it: one that connects for the first time, or
     * anew without memory.
     *
     * @param controlId of the control, if there has to be one
     * @param remembers whether it is the process that was connected before
     */
    void tellPause(UUID controlId, UUID sessionId, boolean remembers);

    /** Makes the process hear again which of the attempts a person paused: it is granted them anew, and knows nothing. */
    void haltAgain(Collection<UUID> attemptIds);

    /** Locks the rows until the commit, in the order of their ids. */
    List<SessionRow> lock(Collection<UUID> ids);

    /** Gives the sessions a whole lease from now, by the database's clock. */
    void extend(Collection<UUID> ids, Duration lease);

    /**
     * Gives each session its lease from now, by the database's clock; never shortens one.
     *
     * @return those that another node holds by now
     */
    List<UUID> renew(String node, Map<UUID, Duration> leases);

    /** The epoch of each, that is of its newest connection. */
    Map<UUID, Long> epochs(Collection<UUID> ids);

    /** Marks the session as not connected, unless a newer connection took over. True when it did so. */
    boolean disconnect(UUID id, long epoch);

    /**
     * Marks the sessions of a node that just started as not connected. Each gets a whole lease: while the node was
     * down, agents that were well could not say so.
     */
    void disconnectAll(String node, Duration lease);

    /** How an agent's process looks on cards. Until the commit nobody pauses or resumes the agent. */
    AgentFace face(UUID agentId, String instance);
}
