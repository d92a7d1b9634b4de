package org.opsflow.domain.workflow;

import static org.opsflow.domain.shared.JsonText.member;

import jakarta.json.stream.JsonGenerator;
import java.util.Locale;
import java.util.Optional;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.PublicId;

/** A run as the API and the changes tell it; docs/live.md describes the members. */
public final class RunJson {
    /** Until there are projects every workspace has this one. */
    private static final String DEFAULT_PROJECT = "default";

    private static final String[] PRIORITIES = {"urgent", "p1", "p2", "p3"};

    private RunJson() {}

    /** The members that never change. */
    public static void writeFixed(JsonGenerator json, RunRow run, Definition definition) {
        json.write("id", PublicId.RUN.of(run.id()))
                .write("project_id", DEFAULT_PROJECT)
                .write("priority", PRIORITIES[run.priority()])
                .write("workflow_definition_id", definition.slug())
                .write("workflow_definition_name", definition.workflow().name());
        json.writeStartArray("phases");
        definition.workflow().phases().forEach(json::write);
        json.writeEnd();
        member(json, "user_id", run.createdBy().map(PublicId.PERSON::of).orElse(null));
        member(json, "created_at", run.createdAt());
    }

    /**
     * The small state, with its revision.
     *
     * @param canceller the name of the person who cancelled the run, where it is known; the history keeps only ids
     */
    public static void writeState(JsonGenerator json, RunRow run, Definition definition, Optional<String> canceller) {
        json.write("name", run.name())
                .write("status", run.state().word())
                .write(
                        "state",
                        run.errorMessage().isPresent() && !run.state().isFinal()
                                ? "failing"
                                : run.state().word());
        member(
                json,
                "current_phase",
                new Run(run)
                        .currentPhase()
                        .map(definition.workflow().phases()::get)
                        .orElse(null));
        json.write("current_step_index", run.stepsTotal() - run.stepsOpen())
                .write("steps_total", run.stepsTotal())
                .write("steps_open", run.stepsOpen());
        member(json, "error_message", run.errorMessage().orElse(null));
        member(json, "started_at", run.startedAt().orElse(null));
        member(json, "completed_at", run.endedAt().orElse(null));
        writeCancellation(json, run, canceller);
        json.write("revision", run.revision());
    }

    private static void writeCancellation(JsonGenerator json, RunRow run, Optional<String> canceller) {
        Optional<Cancellation> cancellation = run.cancellation();
        member(json, "cancelled_at", cancellation.flatMap(how -> run.endedAt()).orElse(null));
        member(json, "cancel_stage", cancellation.map(how -> stage(run)).orElse(null));
        member(json, "cancel_reason", cancellation.flatMap(Cancellation::reason).orElse(null));
        cancellation.ifPresentOrElse(
                how -> {
                    json.writeStartObject("cancelled_by")
                            .write("type", "person")
                            .write("id", PublicId.PERSON.of(how.by()));
                    canceller.ifPresent(name -> json.write("name", name));
                    json.writeEnd();
                },
                () -> json.writeNull("cancelled_by"));
    }

    /** Whether agents still have to end their work for the run. */
    private static String stage(RunRow run) {
        return run.stopping() > 0 ? "stopping" : "stopped";
    }

    /** The data of a change. */
    public static String change(RunRow run, Definition definition) {
        return JsonText.object(json -> {
            json.write("execution_id", PublicId.RUN.of(run.id()));
            writeState(json, run, definition, Optional.empty());
        });
    }

    /** The word of a priority in requests: urgent, high, medium, low, p1, p2, p3; -1 when it is none. */
    public static int priority(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "urgent" -> 0;
            case "p1", "high" -> 1;
            case "p2", "medium" -> 2;
            case "p3", "low" -> 3;
            default -> -1;
        };
    }
}
