package org.opsflow.domain.claim;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.agent.AgentError;

/**
 * What agents said is wrong with them, as it is stored. An error is open until it is over; a process has at most one
 * open one. Calls join the caller's transaction.
 */
public interface AgentErrors {
    /** Locks the process until the commit; false when a newer connection took it over. */
    boolean lock(UUID sessionId, long epoch);

    /** Whether the agent has said something under this client id within the time that they are remembered. */
    boolean isKnown(UUID agentId, String clientId);

    /** Forgets what is over and was said longer ago than this. */
    void forget(UUID agentId, Duration age, int limit);

    void insert(UUID workspaceId, UUID agentId, UUID sessionId, String clientId, AgentError error);

    /** Ends what is open of the process. True when something was. */
    boolean end(UUID sessionId, Instant at);

    /** The agent's error of this id, open or not. */
    Optional<AgentError> find(UUID agentId, UUID id);

    /** Ends it by the word of a person. False when it was over. */
    boolean dismiss(UUID id, Instant at, UUID by);

    /** The newest open one of any process of the agent. */
    Optional<AgentError> newest(UUID agentId);
}
