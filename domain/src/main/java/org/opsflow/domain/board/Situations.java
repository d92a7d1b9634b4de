package org.opsflow.domain.board;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.agent.Agent;
import org.opsflow.domain.agent.AgentError;
import org.opsflow.domain.agent.AgentInstance;
import org.opsflow.domain.agent.AgentSituation;

/** How it stands with all agents of a workspace, read in a few statements for however many. */
record Situations(
        Map<UUID, List<AgentInstance>> instances,
        Map<UUID, BoardRows.Standing> standings,
        Map<UUID, AgentError> errors) {

    static Situations of(UUID workspaceId, BoardRows rows) {
        return new Situations(rows.instances(workspaceId), rows.standings(workspaceId), rows.errors(workspaceId));
    }

    SeenAgent seen(Agent agent) {
        BoardRows.Standing standing = standings.getOrDefault(agent.id(), BoardRows.Standing.USUAL);
        return new SeenAgent(
                agent,
                new AgentSituation(
                        instances.getOrDefault(agent.id(), List.of()),
                        standing.pause(),
                        Optional.ofNullable(errors.get(agent.id())),
                        standing.isNew()));
    }
}
