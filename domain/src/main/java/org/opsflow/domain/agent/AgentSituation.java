package org.opsflow.domain.agent;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How it stands with an agent beyond what its registration says.
 *
 * @param instances its processes that are connected
 * @param pause empty unless a person paused it
 * @param error the newest that is not over; empty when nothing is wrong
 * @param isNew whether no process of it has ever connected
 */
public record AgentSituation(
        List<AgentInstance> instances, Optional<AgentPause> pause, Optional<AgentError> error, boolean isNew) {
    /** Of one that was just registered, or that is retired. */
    public static final AgentSituation NONE = new AgentSituation(List.of(), Optional.empty(), Optional.empty(), true);

    /** Where it stands between registration and retirement. */
    String lifecycle(Agent agent) {
        if (agent.isRetired()) {
            return "retired";
        }
        if (error.isPresent() && !isOnline()) {
            return "failed";
        }
        if (pause.isPresent()) {
            return pause.get().drained() ? "paused" : "draining";
        }
        return isNew ? "starting" : "active";
    }

    boolean isOnline() {
        return !instances.isEmpty();
    }

    AgentInstance.Activity activity() {
        return instances.stream()
                .map(AgentInstance::activity)
                .max(Comparator.naturalOrder())
                .orElse(AgentInstance.Activity.IDLE);
    }

    /** The worst that is to be said of it, in one word. */
    String status(Agent agent) {
        if (agent.isRetired()) {
            return "retired";
        }
        if (error.isPresent()) {
            return "error";
        }
        if (activity() == AgentInstance.Activity.STALLED) {
            return "stalled";
        }
        String lifecycle = lifecycle(agent);
        if (!lifecycle.equals("active")) {
            return lifecycle;
        }
        return isOnline() ? activity().word() : "offline";
    }
}
