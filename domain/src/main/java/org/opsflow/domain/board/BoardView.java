package org.opsflow.domain.board;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.opsflow.domain.agent.Agents;
import org.opsflow.domain.change.ChangeHead;
import org.opsflow.domain.change.ChangeLog;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.workflow.Definitions;

/** The board as a whole. The number of statements never depends on how much there is to see. */
@ApplicationScoped
public class BoardView {
    private static final int FINISHED_SHOWN = 50;
    private static final int GATES_SHOWN = 500;

    private final BoardRows rows;
    private final Agents agents;
    private final Definitions definitions;
    private final ChangeLog changes;
    private final InstantSource clock;

    @Inject
    public BoardView(BoardRows rows, Agents agents, Definitions definitions, ChangeLog changes, InstantSource clock) {
        this.rows = rows;
        this.agents = agents;
        this.definitions = definitions;
        this.changes = changes;
        this.clock = clock;
    }

    BoardView() {
        this(null, null, null, null, null);
    }

    /** The head comes first: what is committed while the rest is read is told again by its change. */
    @Transactional
    public Snapshot snapshot(Caller caller) {
        caller.require(Permission.VIEW_WORKSPACE);
        UUID workspaceId = caller.workspaceId();
        ChangeHead head = changes.heads(List.of(workspaceId)).get(workspaceId);
        List<BoardRows.Found> shown = rows.shown(workspaceId, FINISHED_SHOWN);
        return new Snapshot(
                head,
                clock.instant(),
                withSteps(workspaceId, shown),
                agents(caller),
                rows.openGates(workspaceId, GATES_SHOWN));
    }

    /** Where the workspace's history ends now. */
    @Transactional
    public ChangeHead head(Caller caller) {
        caller.require(Permission.VIEW_WORKSPACE);
        return changes.heads(List.of(caller.workspaceId())).get(caller.workspaceId());
    }

    /** The id behind a step's public one, when the caller may see that step. */
    @Transactional
    public UUID stepId(Caller caller, String id) {
        caller.require(Permission.VIEW_WORKSPACE);
        return PublicId.STEP
                .parse(id)
                .flatMap(stepId -> rows.step(caller.workspaceId(), stepId))
                .orElseThrow(() -> Problem.notFound("workflow step", id))
                .step()
                .id();
    }

    @Transactional
    public List<SeenAgent> agents(Caller caller) {
        caller.require(Permission.VIEW_WORKSPACE);
        Situations situations = Situations.of(caller.workspaceId(), rows);
        return agents.of(caller.workspaceId()).stream().map(situations::seen).toList();
    }

    private List<SeenRun> withSteps(UUID workspaceId, List<BoardRows.Found> runs) {
        List<UUID> ids = runs.stream().map(found -> found.run().id()).toList();
        return SeenRun.of(runs, definitions, rows.steps(workspaceId, ids));
    }
}
