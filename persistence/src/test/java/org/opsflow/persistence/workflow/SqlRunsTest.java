package org.opsflow.persistence.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.workflow.RunRow;
import org.opsflow.domain.workflow.Runs;
import org.opsflow.domain.workflow.StepState;
import org.opsflow.persistence.Scratch;

class SqlRunsTest {
    private final Scratch scratch = new Scratch();
    private final WorkflowRows rows = new WorkflowRows();
    private final SqlRuns runs = new SqlRuns(scratch.sql);
    private final SqlSteps steps = new SqlSteps(scratch.sql);

    @Test
    void readsBackWhatItInserts() {
        scratch.use(() -> {
            RunRow one = rows.freshRun("client-1");
            RunRow two = rows.endedRun(rows.freshRun(null));
            runs.insert(List.of(one, two));

            assertThat(runs.lock(List.of(two.id(), one.id(), rows.ids.next()))).hasSize(2);
            assertThat(whole(one.id())).containsExactly(one);
            assertThat(whole(two.id())).containsExactly(two);
        });
    }

    @Test
    void locksWithoutArguments() {
        scratch.use(() -> {
            RunRow fresh = rows.freshRun(null);
            runs.insert(List.of(fresh));

            List<RunRow> locked = runs.lock(List.of(fresh.id()));
            runs.update(locked);

            assertThat(locked).singleElement().extracting(RunRow::args).isEqualTo("{}");
            assertThat(whole(fresh.id())).containsExactly(fresh);
        });
    }

    private List<RunRow> whole(UUID id) {
        return scratch.sql.query("SELECT * FROM run WHERE id = ?", bind -> bind.id(id), SqlRuns::row);
    }

    @Test
    void changesWhatMoves() {
        scratch.use(() -> {
            RunRow fresh = rows.freshRun(null);
            RunRow other = rows.freshRun(null);
            runs.insert(List.of(fresh, other));
            runs.update(List.of(rows.endedRun(fresh)));

            assertThat(whole(fresh.id())).containsExactly(rows.endedRun(fresh));
            assertThat(whole(other.id())).containsExactly(other);
        });
    }

    @Test
    void findsRunsByTheClientsOwnIdsWithinTheirWorkspaces() {
        scratch.use(() -> {
            WorkflowRows elsewhere = new WorkflowRows();
            RunRow here = rows.freshRun("same");
            RunRow there = elsewhere.freshRun("same");
            runs.insert(List.of(here, there, rows.freshRun("SAME"), rows.freshRun(null)));
            Runs.ClientId asked = new Runs.ClientId(rows.workspace, "same");

            assertThat(runs.byClientIds(List.of(asked, new Runs.ClientId(rows.workspace, "other"))))
                    .containsOnly(java.util.Map.entry(asked, here.id()));
            assertThat(runs.byClientIds(List.of(asked, new Runs.ClientId(elsewhere.workspace, "same"))))
                    .hasSize(2);
        });
    }

    @Test
    void tellsWhatNeverChangesWithTheStepsInTheirOrder() {
        scratch.use(() -> {
            RunRow run = rows.freshRun(null);
            runs.insert(List.of(run));
            UUID second = insertStep(run, 1);
            UUID first = insertStep(run, 0);

            assertThat(runs.fixed(List.of(run.id(), rows.ids.next())))
                    .containsExactly(new Runs.Fixed(
                            run.id(),
                            rows.workspace,
                            run.name(),
                            run.args(),
                            run.definitionId(),
                            List.of(first, second)));
        });
    }

    private UUID insertStep(RunRow run, int ordinal) {
        var step = rows.freshStep(run.id(), ordinal, StepState.PENDING, 0);
        steps.insert(List.of(step));
        return step.id();
    }

    @Test
    void cutsAnErrorMessageToWhatTheColumnHolds() {
        scratch.use(() -> {
            RunRow fresh = rows.freshRun(null);
            RunRow ended = rows.endedRun(fresh);
            runs.insert(List.of(new RunRow(
                    fresh.id(),
                    fresh.workspaceId(),
                    fresh.definitionId(),
                    fresh.name(),
                    fresh.args(),
                    fresh.priority(),
                    ended.state(),
                    fresh.phaseOpen(),
                    3,
                    3,
                    1,
                    0,
                    Optional.of("e".repeat(10_000)),
                    Optional.empty(),
                    fresh.clientId(),
                    fresh.createdBy(),
                    fresh.createdAt(),
                    fresh.startedAt(),
                    ended.endedAt(),
                    1)));

            assertThat(runs.lock(List.of(fresh.id())).get(0).errorMessage().orElseThrow())
                    .hasSize(4_000);
        });
    }

    @Test
    void asksNothingForNothing() {
        scratch.use(() -> {
            runs.insert(List.of());
            runs.update(List.of());
            assertThat(runs.lock(List.of())).isEmpty();
            assertThat(runs.fixed(List.of())).isEmpty();
            assertThat(runs.byClientIds(List.of())).isEmpty();
        });
    }
}
