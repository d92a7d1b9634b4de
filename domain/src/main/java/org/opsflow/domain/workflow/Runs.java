package org.opsflow.domain.workflow;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The stored runs. Calls join the caller's transaction; each is a constant number of statements, whatever the sizes. */
public interface Runs {
    /** A caller's own id for a run. */
    record ClientId(UUID workspaceId, String text) {}

    /** What never changes about a run; see {@link RunPlan}. */
    record Fixed(UUID id, UUID workspaceId, String name, String args, UUID definitionId, List<UUID> stepIds) {}

    void insert(List<RunRow> runs);

    /** Locks the rows until the commit, in the order of their ids; without arguments. Unknown ids are absent. */
    List<RunRow> lock(Collection<UUID> ids);

    void update(List<RunRow> runs);

    Map<ClientId, UUID> byClientIds(Collection<ClientId> clientIds);

    List<Fixed> fixed(Collection<UUID> ids);
}
