package org.opsflow.domain.board;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.shared.Cursor;
import org.opsflow.domain.shared.Page;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.workflow.Definitions;
import org.opsflow.domain.workflow.Usage;

/** Runs for people and programs. The number of statements never depends on how much there is to see. */
@ApplicationScoped
public class RunReading {
    private static final String RUNS = "runs";
    private static final String STEPS = "steps";
    private static final int MOST_STEPS = 2_000;
    static final int MOST_MODELS = 100;

    private final BoardRows rows;
    private final Definitions definitions;

    @Inject
    public RunReading(BoardRows rows, Definitions definitions) {
        this.rows = rows;
        this.definitions = definitions;
    }

    RunReading() {
        this(null, null);
    }

    /** The newest first, each with its first steps. */
    @Transactional
    public Page<ListedRun> list(Caller caller, RunFilter filter, Page.Wanted wanted) {
        caller.require(Permission.VIEW_WORKSPACE);
        Optional<BoardRows.Place> after = wanted.after()
                .map(cursor -> cursor.in(RUNS))
                .map(cursor -> new BoardRows.Place(cursor.time(0), cursor.id(1)));
        Page<BoardRows.Found> page = Page.of(
                rows.runs(caller.workspaceId(), filter, after, wanted.read()),
                wanted,
                found -> Cursor.of(RUNS, found.run().createdAt(), found.run().id()));
        return new Page<>(listed(caller.workspaceId(), page.items()), page.next());
    }

    @Transactional
    public ListedRun find(Caller caller, String id) {
        caller.require(Permission.VIEW_WORKSPACE);
        return listed(caller, id);
    }

    /** A run just started, to who started it: their key may be for that and not for looking around. */
    @Transactional
    public ListedRun started(Caller caller, UUID runId) {
        caller.require(Permission.START_RUN);
        return listed(caller, PublicId.RUN.of(runId));
    }

    /** A run just cancelled, to who cancelled it. */
    @Transactional
    public ListedRun cancelled(Caller caller, String id) {
        caller.require(Permission.CANCEL_RUN);
        return listed(caller, id);
    }

    /** In the order of the definition. */
    @Transactional
    public RunSteps steps(Caller caller, String id, Page.Wanted wanted) {
        caller.require(Permission.VIEW_WORKSPACE);
        BoardRows.Found run = found(caller, id);
        int from = wanted.after()
                .map(cursor -> (int) Math.max(
                        0, Math.min(Integer.MAX_VALUE - 1, cursor.in(STEPS).number(0)) + 1))
                .orElse(0);
        List<SeenStep> steps = rows.stepsFrom(caller.workspaceId(), run.run().id(), from, wanted.read());
        UUID definitionId = run.run().definitionId();
        return new RunSteps(
                definitions.byIds(List.of(definitionId)).get(definitionId).workflow(),
                Page.of(steps, wanted, RunReading::place));
    }

    private ListedRun listed(Caller caller, String id) {
        BoardRows.Found run = found(caller, id);
        return listed(caller.workspaceId(), List.of(run))
                .get(0)
                .with(rows.modelsOfRun(caller.workspaceId(), run.run().id(), MOST_MODELS));
    }

    private BoardRows.Found found(Caller caller, String id) {
        return PublicId.RUN
                .parse(id)
                .flatMap(runId -> rows.run(caller.workspaceId(), runId))
                .orElseThrow(() -> Problem.notFound("workflow execution", id));
    }

    private List<ListedRun> listed(UUID workspaceId, List<BoardRows.Found> runs) {
        List<UUID> ids = runs.stream().map(found -> found.run().id()).toList();
        Map<UUID, Integer> artifacts = rows.artifacts(workspaceId, ids);
        Map<UUID, Usage> usage = rows.usage(workspaceId, ids);
        return SeenRun.of(runs, definitions, rows.firstSteps(workspaceId, ids, most(ids.size()))).stream()
                .map(seen -> new ListedRun(
                        seen,
                        more(seen),
                        artifacts.getOrDefault(seen.run().id(), 0),
                        Optional.ofNullable(usage.get(seen.run().id())),
                        List.of()))
                .toList();
    }

    /** Steps of each run: the first page for one, fewer for many, so that an answer stays small. */
    private static int most(int runs) {
        return Math.min(Page.MOST, MOST_STEPS / Math.max(1, runs));
    }

    private static Optional<Cursor> more(SeenRun seen) {
        return seen.run().stepsTotal() > seen.steps().size()
                ? Optional.of(place(seen.steps().get(seen.steps().size() - 1)))
                : Optional.empty();
    }

    private static Cursor place(SeenStep step) {
        return Cursor.of(STEPS, step.step().ordinal());
    }
}
