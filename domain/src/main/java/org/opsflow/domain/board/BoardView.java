package org.opsflow.domain.board;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opsflow.domain.agent.AgentInstance;
import org.opsflow.domain.agent.Agents;
import org.opsflow.domain.change.ChangeHead;
import org.opsflow.domain.change.ChangeLog;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.workflow.Definition;
import org.opsflow.domain.workflow.Definitions;
import org.opsflow.domain.workflow.RunState;

/** Everything that is read for people. The number of statements never depends on how much there is to see. */
@ApplicationScoped
public class BoardView {
    private static final int LISTED = 200;
    private static final int FINISHED_SHOWN = 50;
    private static final int TAIL = 256 * 1024;

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
        return new Snapshot(head, clock.instant(), withSteps(workspaceId, shown), agents(caller));
    }

    @Transactional
    public List<SeenRun> runs(Caller caller, Optional<RunState> state) {
        caller.require(Permission.VIEW_WORKSPACE);
        return seen(rows.runs(caller.workspaceId(), state, LISTED), Map.of());
    }

    @Transactional
    public SeenRun run(Caller caller, String id) {
        caller.require(Permission.VIEW_WORKSPACE);
        return seenRun(caller, id);
    }

    /** A run just started, to who started it: their key may be for that and not for looking around. */
    @Transactional
    public SeenRun started(Caller caller, UUID runId) {
        caller.require(Permission.START_RUN);
        return seenRun(caller, PublicId.RUN.of(runId));
    }

    /** A run just cancelled, to who cancelled it. */
    @Transactional
    public SeenRun cancelled(Caller caller, String id) {
        caller.require(Permission.CANCEL_RUN);
        return seenRun(caller, id);
    }

    @Transactional
    public StepDetail step(Caller caller, String id) {
        SeenStep seen = seen(caller, id);
        BoardRows.Found run =
                rows.run(caller.workspaceId(), seen.step().runId()).orElseThrow();
        Definition version = versions(List.of(run)).get(run.run().definitionId());
        List<SeenAttempt> attempts =
                rows.attempts(caller.workspaceId(), seen.step().id());
        return new StepDetail(seen, version.workflow(), attempts);
    }

    /** The id behind a step's public one, when the caller may see that step. */
    @Transactional
    public UUID stepId(Caller caller, String id) {
        return seen(caller, id).step().id();
    }

    /** The last 256 KiB of the newest attempt. */
    @Transactional
    public LogTail log(Caller caller, String id) {
        SeenStep seen = seen(caller, id);
        BoardRows.Output output = seen.step()
                .attemptId()
                .map(attempt -> rows.output(caller.workspaceId(), attempt, TAIL))
                .orElse(new BoardRows.Output(new byte[0], 0));
        return LogTail.of(seen.step().id(), seen.step().attempts(), output, TAIL);
    }

    @Transactional
    public List<SeenAgent> agents(Caller caller) {
        caller.require(Permission.VIEW_WORKSPACE);
        Map<UUID, List<AgentInstance>> instances = rows.instances(caller.workspaceId());
        return agents.of(caller.workspaceId()).stream()
                .map(agent -> new SeenAgent(agent, instances.getOrDefault(agent.id(), List.of())))
                .toList();
    }

    private SeenRun seenRun(Caller caller, String id) {
        BoardRows.Found run = PublicId.RUN
                .parse(id)
                .flatMap(runId -> rows.run(caller.workspaceId(), runId))
                .orElseThrow(() -> Problem.notFound("workflow execution", id));
        return withSteps(caller.workspaceId(), List.of(run)).get(0);
    }

    private SeenStep seen(Caller caller, String id) {
        caller.require(Permission.VIEW_WORKSPACE);
        return PublicId.STEP
                .parse(id)
                .flatMap(stepId -> rows.step(caller.workspaceId(), stepId))
                .orElseThrow(() -> Problem.notFound("workflow step", id));
    }

    private List<SeenRun> withSteps(UUID workspaceId, List<BoardRows.Found> runs) {
        return seen(
                runs,
                rows
                        .steps(
                                workspaceId,
                                runs.stream().map(found -> found.run().id()).toList())
                        .stream()
                        .collect(Collectors.groupingBy(seen -> seen.step().runId())));
    }

    private List<SeenRun> seen(List<BoardRows.Found> runs, Map<UUID, List<SeenStep>> steps) {
        Map<UUID, Definition> versions = versions(runs);
        return runs.stream()
                .map(found -> new SeenRun(
                        found.run(),
                        versions.get(found.run().definitionId()),
                        steps.getOrDefault(found.run().id(), List.of()),
                        found.canceller()))
                .toList();
    }

    private Map<UUID, Definition> versions(List<BoardRows.Found> runs) {
        return definitions.byIds(runs.stream()
                .map(found -> found.run().definitionId())
                .distinct()
                .toList());
    }
}
