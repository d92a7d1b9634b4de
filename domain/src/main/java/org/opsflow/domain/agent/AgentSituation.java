package org.opsflow.domain.agent;

import java.util.List;
import java.util.Optional;

/**
 * How it stands with an agent beyond what its registration says.
 *
 * @param instances its processes that are connected
 * @param pause empty unless a person paused it
 * @param error the newest that is not over; empty when nothing is wrong
 */
public record AgentSituation(List<AgentInstance> instances, Optional<AgentPause> pause, Optional<AgentError> error) {
    /** Of one that nothing is known of: just registered, or retired. */
    public static final AgentSituation NONE = new AgentSituation(List.of(), Optional.empty(), Optional.empty());
}
