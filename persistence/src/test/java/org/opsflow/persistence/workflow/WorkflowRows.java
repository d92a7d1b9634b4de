package org.opsflow.persistence.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.workflow.Cancellation;
import org.opsflow.domain.workflow.RunRow;
import org.opsflow.domain.workflow.RunState;
import org.opsflow.domain.workflow.StepRow;
import org.opsflow.domain.workflow.StepState;

/** Rows with every member filled, so that a column that is forgotten is missed. */
final class WorkflowRows {
    static final Instant NOON = Instant.parse("2026-03-29T01:30:00.123456Z");
    final Ids ids = new Ids();
    final UUID workspace = ids.next();
    final UUID requirement = ids.next();

    RunRow freshRun(String clientId) {
        return new RunRow(
                ids.next(),
                workspace,
                ids.next(),
                "Näme 漢😀",
                "{\"a\":1}",
                2,
                RunState.PENDING,
                List.of(1, 0, 2),
                3,
                3,
                1,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(clientId),
                Optional.empty(),
                NOON,
                Optional.empty(),
                Optional.empty(),
                1);
    }

    RunRow endedRun(RunRow run) {
        return new RunRow(
                run.id(),
                run.workspaceId(),
                run.definitionId(),
                run.name(),
                run.args(),
                run.priority(),
                RunState.CANCELLED,
                List.of(0, 0, 0),
                3,
                0,
                0,
                2,
                Optional.of("It broke: ’"),
                Optional.of(new Cancellation(workspace, Optional.of("wrong ’ branch"))),
                run.clientId(),
                run.createdBy(),
                run.createdAt(),
                Optional.of(NOON.plusSeconds(1)),
                Optional.of(NOON.plusSeconds(2)),
                9);
    }

    StepRow freshStep(UUID run, int ordinal, StepState state, long orderKey) {
        return new StepRow(
                ids.next(),
                workspace,
                run,
                ordinal,
                state,
                0,
                requirement,
                orderKey,
                0,
                Optional.empty(),
                0,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1);
    }

    StepRow endedStep(StepRow step) {
        return new StepRow(
                step.id(),
                step.workspaceId(),
                step.runId(),
                step.ordinal(),
                StepState.COMPLETED,
                4,
                step.requirementKey(),
                5,
                6,
                Optional.of(ids.next()),
                7,
                8,
                9,
                Optional.of("{\"out\":\"漢\"}"),
                Optional.of("summary"),
                Optional.of("error"),
                Optional.of(NOON),
                Optional.of(NOON.plusNanos(1_000)),
                Optional.of(NOON.plusSeconds(3)),
                Optional.of(NOON.plusSeconds(4)),
                10);
    }
}
