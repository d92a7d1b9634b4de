package org.opsflow.domain.claim;

import static org.opsflow.domain.shared.JsonText.member;

import jakarta.json.stream.JsonGenerator;
import java.time.Instant;
import java.util.Optional;
import org.opsflow.domain.change.Change;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.PublicId;

/** Gates as docs/live.md shows them, in answers and changes. */
public final class GateJson {
    private GateJson() {}

    /** The members of one that is read, without the braces. */
    public static void members(JsonGenerator json, Gate gate) {
        brief(json, gate);
        json.write("context", gate.context());
    }

    /** Without its context. */
    public static void brief(JsonGenerator json, Gate gate) {
        json.write("id", PublicId.GATE.of(gate.id()))
                .write("workflow_run_id", PublicId.RUN.of(gate.place().runId()))
                .write("workflow_run_step_id", PublicId.STEP.of(gate.place().stepId()));
        content(json, gate, gate.reply().flatMap(Gate.Reply::name));
    }

    private static void content(JsonGenerator json, Gate gate, Optional<String> answerer) {
        json.write("attempt_id", PublicId.ATTEMPT.of(gate.asker().attemptId()))
                .write("kind", gate.kind().word())
                .write("state", gate.state().word())
                .write("question", gate.question());
        json.writeStartArray("choices");
        gate.choices().forEach(json::write);
        json.writeEnd();
        gate.asker().agent().write(json, "agent");
        member(json, "opened_at", gate.openedAt());
        gate.reply().ifPresentOrElse(reply -> reply(json, reply, answerer), () -> json.writeNull("answer"));
        member(json, "closed_at", gate.closedAt().orElse(null));
    }

    private static void reply(JsonGenerator json, Gate.Reply reply, Optional<String> name) {
        json.writeStartObject("answer").write("text", reply.answer().text());
        member(json, "choice", reply.answer().choice().orElse(null));
        reply.answer()
                .approved()
                .ifPresentOrElse(approved -> json.write("approved", approved), () -> json.writeNull("approved"));
        json.writeStartObject("by").write("type", "person").write("id", PublicId.PERSON.of(reply.by()));
        member(json, "name", name.orElse(null));
        json.writeEnd().writeEnd();
    }

    /** Somebody asks. */
    static Change opened(Gate gate) {
        return change("workflow.gate.opened", gate);
    }

    /** Somebody answered; the history holds no names of people. */
    static Change answered(Gate gate) {
        return change("workflow.gate.answered", gate);
    }

    private static Change change(String type, Gate gate) {
        return new Change(gate.place().workspaceId(), type, JsonText.object(json -> {
            json.write("gate_id", PublicId.GATE.of(gate.id()))
                    .write("execution_id", PublicId.RUN.of(gate.place().runId()))
                    .write("step_id", PublicId.STEP.of(gate.place().stepId()));
            content(json, gate, Optional.empty());
        }));
    }

    /** Its attempt has ended. */
    static Change withdrawn(Gates.Open gate, Instant at) {
        return new Change(gate.place().workspaceId(), "workflow.gate.withdrawn", JsonText.object(json -> json.write(
                        "gate_id", PublicId.GATE.of(gate.id()))
                .write("execution_id", PublicId.RUN.of(gate.place().runId()))
                .write("step_id", PublicId.STEP.of(gate.place().stepId()))
                .write("closed_at", at.toString())));
    }
}
