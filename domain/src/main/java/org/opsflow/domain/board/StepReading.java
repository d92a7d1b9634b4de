package org.opsflow.domain.board;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.claim.Controls;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Permission;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.workflow.Plans;
import org.opsflow.domain.workflow.RunPlan;
import org.opsflow.domain.workflow.StepRow;
import org.opsflow.domain.workflow.StepSpec;
import org.opsflow.domain.workflow.Steps;
import org.opsflow.domain.workflow.TaskText;

/** Steps and their logs for people and programs; logs are read piece by piece, each in a short transaction. */
@ApplicationScoped
public class StepReading {
    private static final int TAIL = 256 * 1024;

    private final BoardRows rows;
    private final Plans plans;
    private final Steps steps;
    private final Controls controls;

    @Inject
    public StepReading(BoardRows rows, Plans plans, Steps steps, Controls controls) {
        this.rows = rows;
        this.plans = plans;
        this.steps = steps;
        this.controls = controls;
    }

    StepReading() {
        this(null, null, null, null);
    }

    @Transactional
    public StepDetail find(Caller caller, String id) {
        SeenStep seen = seen(caller, id);
        return new StepDetail(
                seen,
                plan(seen.step()).definition().workflow(),
                rows.attempts(caller.workspaceId(), seen.step().id()),
                controls.ofStep(caller.workspaceId(), seen.step().id()),
                rows.modelsOfStep(caller.workspaceId(), seen.step().id(), RunReading.MOST_MODELS),
                rows.checkpoint(caller.workspaceId(), seen.step().id()));
    }

    /** @param attempt of which the output is wanted, by its number; the newest when empty */
    @Transactional
    public StepLog log(Caller caller, String id, StepLog.Type type, Optional<Integer> attempt) {
        SeenStep seen = seen(caller, id);
        StepRow step = seen.step();
        return switch (type) {
            case OUTPUT -> output(caller, step, attempt);
            case INPUT -> StepLog.made(step.id(), type, step.attempts(), bytes(input(step)));
            case EVENTS ->
                StepLog.made(
                        step.id(),
                        type,
                        step.attempts(),
                        bytes(StepEvents.lines(rows.attempts(caller.workspaceId(), step.id()))));
            case SUMMARY ->
                StepLog.made(
                        step.id(), type, step.attempts(), bytes(step.summary().orElse("")));
        };
    }

    /** At most {@code length} bytes from an offset on; fewer at the end. */
    @Transactional
    public byte[] read(Caller caller, StepLog log, long from, int length) {
        return log.stored()
                .map(attemptId -> rows.output(caller.workspaceId(), attemptId, from, length))
                .orElseGet(() -> log.part(from, length));
    }

    /** The last 256 KiB. */
    @Transactional
    public LogTail tail(Caller caller, String id, StepLog.Type type, Optional<Integer> attempt) {
        StepLog log = log(caller, id, type, attempt);
        long from = Math.max(0, log.size() - TAIL);
        return LogTail.of(log, read(caller, log, from, TAIL), from);
    }

    private SeenStep seen(Caller caller, String id) {
        caller.require(Permission.VIEW_WORKSPACE);
        return PublicId.STEP
                .parse(id)
                .flatMap(stepId -> rows.step(caller.workspaceId(), stepId))
                .orElseThrow(() -> Problem.notFound("workflow step", id));
    }

    private StepLog output(Caller caller, StepRow step, Optional<Integer> wanted) {
        int number = wanted.orElse(step.attempts());
        Optional<UUID> attemptId = wanted.isEmpty() ? step.attemptId() : attempt(caller, step, number);
        long size = attemptId
                .map(known -> rows.outputSize(caller.workspaceId(), known))
                .orElse(0L);
        return new StepLog(step.id(), StepLog.Type.OUTPUT, number, attemptId, new byte[0], size);
    }

    private Optional<UUID> attempt(Caller caller, StepRow step, int number) {
        return Optional.of(rows.attempts(caller.workspaceId(), step.id()).stream()
                .filter(attempt -> attempt.number() == number)
                .findFirst()
                .orElseThrow(() ->
                        Problem.notFound("attempt of this step", "" + number).naming("attempt"))
                .id());
    }

    /** Before a step is ready, what its templates name may not be there yet. */
    private String input(StepRow step) {
        if (step.readyAt().isEmpty()) {
            return "";
        }
        RunPlan plan = plan(step);
        StepSpec spec = plan.spec(step.ordinal());
        List<UUID> needed = spec.inputs().stream().map(plan.stepIds()::get).toList();
        Map<String, String> inputs = TaskText.inputs(plan, spec, steps.outputs(needed));
        TaskText text = TaskText.of(plan, spec, inputs);
        return switch (spec.task().type()) {
            case SCRIPT -> text.command();
            case AGENT -> text.prompt();
            case FUNCTION -> spec.task().function();
        };
    }

    private RunPlan plan(StepRow step) {
        return plans.of(List.of(step.runId())).get(step.runId());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
