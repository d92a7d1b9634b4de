package org.opsflow.domain.workflow;

import static org.opsflow.domain.shared.JsonText.member;

import jakarta.json.stream.JsonGenerator;
import java.util.Optional;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.PublicId;

/** A step as the API and the changes tell it; docs/live.md describes the members. */
public final class StepJson {
    private StepJson() {}

    /** A step of a run that has just been made. */
    public static void writeNew(JsonGenerator json, StepRow step, Workflow workflow) {
        write(json, step, workflow, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A whole step, without output. */
    public static void write(
            JsonGenerator json,
            StepRow step,
            Workflow workflow,
            Optional<AgentFace> agent,
            Optional<StepPause> pause,
            Optional<Usage> usage) {
        StepSpec spec = workflow.steps().get(step.ordinal());
        json.write("id", PublicId.STEP.of(step.id()))
                .write("workflow_run_id", PublicId.RUN.of(step.runId()))
                .write("step_id", spec.key())
                .write("name", spec.name())
                .write("phase", workflow.phases().get(spec.phase()))
                .write("type", spec.task().type().word())
                .write("ordinal", step.ordinal());
        json.writeStartArray("needs");
        spec.needs().forEach(need -> json.write(workflow.steps().get(need).key()));
        json.writeEnd();
        writeState(json, step, agent);
        StepPause.write(json, pause);
        UsageJson.write(json, usage);
    }

    /**
     * The data of the change that tells of reported usage.
     *
     * @param usage of all attempts of the step together
     */
    public static String usage(StepRow step, Workflow workflow, Usage usage) {
        return JsonText.object(json -> {
            json.write("execution_id", PublicId.RUN.of(step.runId()))
                    .write("step_id", PublicId.STEP.of(step.id()))
                    .write("step_key", workflow.steps().get(step.ordinal()).key());
            UsageJson.write(json, Optional.of(usage));
        });
    }

    /** The data of a change. */
    public static String change(StepRow step, Workflow workflow, Optional<AgentFace> agent) {
        StepSpec spec = workflow.steps().get(step.ordinal());
        return JsonText.object(json -> {
            json.write("execution_id", PublicId.RUN.of(step.runId()))
                    .write("step_id", PublicId.STEP.of(step.id()))
                    .write("step_key", spec.key())
                    .write("step_name", spec.name())
                    .write("phase", workflow.phases().get(spec.phase()));
            writeState(json, step, agent);
        });
    }

    private static void writeState(JsonGenerator json, StepRow step, Optional<AgentFace> agent) {
        json.write("status", step.state().status())
                .write("state", step.state().word())
                .write("attempt", step.attempts());
        member(json, "reason", step.state().reason().orElse(null));
        agent.ifPresentOrElse(face -> face.write(json, "agent"), () -> json.writeNull("agent"));
        json.write("fence", step.fence());
        member(json, "error_message", step.errorMessage().orElse(null));
        member(json, "ready_at", step.readyAt().orElse(null));
        member(json, "started_at", step.startedAt().orElse(null));
        member(json, "completed_at", step.endedAt().orElse(null));
        member(json, "stalled_at", step.stalledAt().orElse(null));
        json.write("revision", step.revision());
    }
}
