package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.shared.Problem;

/**
 * Pauses and resumes agents by the word of a person. A paused agent gets no new work on any session, open offers are
 * taken back, and what it holds goes on; that holds through reconnections and restarts until somebody resumes it.
 */
@ApplicationScoped
public class AgentPausing {
    private final PauseStoring storing;
    private final SessionDesk desk;

    @Inject
    public AgentPausing(PauseStoring storing, SessionDesk desk) {
        this.storing = storing;
        this.desk = desk;
    }

    AgentPausing() {
        this(null, null);
    }

    /**
     * Returns after the commit, when the agent's processes at this node have been told.
     *
     * @throws Problem when the caller may not, or there is no such agent here
     */
    public void pause(Caller caller, String slug) {
        caller.require(Permission.PAUSE_AGENT);
        tell(storing.pause(caller, slug));
    }

    /** As {@link #pause}. */
    public void resume(Caller caller, String slug) {
        caller.require(Permission.PAUSE_AGENT);
        tell(storing.resume(caller, slug));
    }

    private void tell(PauseStoring.Asked asked) {
        desk.holdBack(asked.workspaceId(), asked.agentId());
        desk.asked(asked.sessions());
    }
}
