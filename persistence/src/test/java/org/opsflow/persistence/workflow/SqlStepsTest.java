package org.opsflow.persistence.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.workflow.Requirement;
import org.opsflow.domain.workflow.RunRow;
import org.opsflow.domain.workflow.StepRow;
import org.opsflow.domain.workflow.StepState;
import org.opsflow.domain.workflow.Steps;
import org.opsflow.persistence.Scratch;

class SqlStepsTest {
    private static final UUID START = new UUID(0, 0);

    private final Scratch scratch = new Scratch();
    private final WorkflowRows rows = new WorkflowRows();
    private final SqlRuns runs = new SqlRuns(scratch.sql);
    private final SqlSteps steps = new SqlSteps(scratch.sql);
    private final RunRow run = rows.freshRun(null);

    private List<StepRow> inserted(StepState state, long... orderKeys) {
        List<StepRow> inserted = new ArrayList<>();
        for (long orderKey : orderKeys) {
            inserted.add(rows.freshStep(run.id(), inserted.size(), state, orderKey));
        }
        steps.insert(inserted);
        return inserted;
    }

    @Test
    void readsBackWhatItInsertsAndChanges() {
        scratch.use(() -> {
            List<StepRow> fresh = inserted(StepState.PENDING, 0, 0);
            assertThat(steps.lock(List.of(fresh.get(1).id(), fresh.get(0).id(), rows.ids.next())))
                    .isEqualTo(fresh);

            StepRow ended = rows.endedStep(fresh.get(0));
            steps.update(List.of(ended));
            assertThat(whole(ended.id())).containsExactly(ended);
            assertThat(steps.lock(List.of(fresh.get(1).id()))).containsExactly(fresh.get(1));
        });
    }

    @Test
    void locksWithoutOutputsAndLeavesThemAlone() {
        scratch.use(() -> {
            StepRow ended = rows.endedStep(inserted(StepState.PENDING, 0).get(0));
            steps.update(List.of(ended));

            List<StepRow> locked = steps.lock(List.of(ended.id()));
            steps.update(locked);

            assertThat(locked.get(0).output()).isEmpty();
            assertThat(locked.get(0).summary()).isEmpty();
            assertThat(locked.get(0).errorMessage()).isEqualTo(ended.errorMessage());
            assertThat(whole(ended.id())).containsExactly(ended);
        });
    }

    private List<StepRow> whole(UUID id) {
        return scratch.sql.query("SELECT * FROM step WHERE id = ?", bind -> bind.id(id), SqlSteps::row);
    }

    @Test
    void locksAsReadyOnlyReadySteps() {
        scratch.use(() -> {
            List<UUID> all = new ArrayList<>();
            StepRow ready = null;
            for (StepState state : StepState.values()) {
                StepRow step = rows.freshStep(run.id(), all.size(), state, 1);
                steps.insert(List.of(step));
                all.add(step.id());
                ready = state == StepState.READY ? step : ready;
            }

            assertThat(steps.lockReady(all)).containsExactly(ready);
            assertThat(steps.lockOpen(all))
                    .extracting(StepRow::state)
                    .containsExactlyInAnyOrder(StepState.PENDING, StepState.READY, StepState.LEASED, StepState.RUNNING);
        });
    }

    @Test
    void tellsOutputsOfThoseThatHaveOne() {
        scratch.use(() -> {
            List<StepRow> fresh = inserted(StepState.RUNNING, 1, 1);
            StepRow ended = rows.endedStep(fresh.get(0));
            steps.update(List.of(ended));

            assertThat(steps.outputs(List.of(ended.id(), fresh.get(1).id())))
                    .isEqualTo(Map.of(ended.id(), ended.output().orElseThrow()));
        });
    }

    @Test
    void readsTheQueueInItsOrderAfterAPlace() {
        scratch.use(() -> {
            runs.insert(List.of(run));
            List<StepRow> ready = inserted(StepState.READY, 30, 10, 20, 20);
            Steps.Queued first = queue(0, START, 1).get(0);
            assertThat(first)
                    .isEqualTo(
                            new Steps.Queued(ready.get(1).id(), run.id(), 1, 10, run.definitionId(), Optional.empty()));

            assertThat(queue(0, START, 10))
                    .extracting(Steps.Queued::id)
                    .containsExactly(
                            ready.get(1).id(),
                            ready.get(2).id(),
                            ready.get(3).id(),
                            ready.get(0).id());
            assertThat(queue(20, ready.get(2).id(), 10))
                    .extracting(Steps.Queued::id)
                    .containsExactly(ready.get(3).id(), ready.get(0).id());
            assertThat(queue(30, ready.get(0).id(), 10)).isEmpty();
        });
    }

    private List<Steps.Queued> queue(long orderKey, UUID id, int limit) {
        return steps.queue(rows.workspace, rows.requirement, orderKey, id, limit);
    }

    @Test
    void keepsQueuesApart() {
        scratch.use(() -> {
            runs.insert(List.of(run));
            inserted(StepState.READY, 1);
            steps.insert(List.of(rows.freshStep(run.id(), 7, StepState.LEASED, 1)));

            assertThat(queue(0, START, 10)).hasSize(1);
            assertThat(steps.queue(rows.workspace, rows.ids.next(), 0, START, 10))
                    .isEmpty();
            assertThat(steps.queue(rows.ids.next(), rows.requirement, 0, START, 10))
                    .isEmpty();
        });
    }

    @Test
    void ordersIdsWithEqualKeysAsTheirBytes() {
        scratch.use(() -> {
            runs.insert(List.of(run));
            StepRow template = rows.freshStep(run.id(), 0, StepState.READY, 5);
            UUID small = new UUID(1, 1);
            UUID large = new UUID(-1, 1);
            steps.insert(List.of(with(template, large, 1), with(template, small, 0)));

            assertThat(queue(0, START, 10)).extracting(Steps.Queued::id).containsExactly(small, large);
            assertThat(queue(5, small, 10)).extracting(Steps.Queued::id).containsExactly(large);
        });
    }

    private static StepRow with(StepRow row, UUID id, int ordinal) {
        return new StepRow(
                id,
                row.workspaceId(),
                row.runId(),
                ordinal,
                row.state(),
                row.needsLeft(),
                row.requirementKey(),
                row.orderKey(),
                row.fence(),
                row.attemptId(),
                row.attempts(),
                row.failures(),
                row.losses(),
                row.output(),
                row.summary(),
                row.errorMessage(),
                row.readyAt(),
                row.startedAt(),
                row.endedAt(),
                row.stalledAt(),
                row.revision());
    }

    @Test
    void remembersRequirementsOnceForEachWorkspace() {
        scratch.use(() -> {
            Requirement one = Requirement.of(List.of("script"));
            Requirement two = Requirement.of(List.of("script", "gpu", "agent:claude"));
            steps.remember(rows.workspace, List.of(one));
            steps.remember(rows.workspace, List.of(two, one));
            new SqlSteps(scratch.sql).remember(rows.workspace, List.of(two, one));

            assertThat(steps.requirements(rows.workspace)).containsExactlyInAnyOrder(one, two);
            assertThat(steps.requirements(rows.ids.next())).isEmpty();
        });
    }

    @Test
    void forgetsARequirementWhoseTransactionWasRolledBack() {
        Requirement requirement = Requirement.of(List.of("script"));
        for (int i = 0; i < 2; i++) {
            scratch.use(() -> {
                steps.remember(rows.workspace, List.of(requirement));
                assertThat(steps.requirements(rows.workspace)).containsExactly(requirement);
            });
        }
    }
}
