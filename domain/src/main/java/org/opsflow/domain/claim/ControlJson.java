package org.opsflow.domain.claim;

import static org.opsflow.domain.shared.JsonText.member;

import jakarta.json.stream.JsonGenerator;
import java.util.Optional;
import org.opsflow.domain.change.Change;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.PublicId;

/** A control as the API and the changes tell it; docs/live.md describes the members. */
public final class ControlJson {
    private ControlJson() {}

    /** With the name of who asked. */
    public static void write(JsonGenerator json, Control control) {
        write(json, control, control.requester());
    }

    private static void write(JsonGenerator json, Control control, Optional<String> requester) {
        json.write("id", control.publicId())
                .write("kind", control.kind().word())
                .write("state", control.state().word())
                .write("agent_id", control.to().slug())
                .write("instance", control.to().instance());
        Optional<Control.Subject> attempt = control.attempt();
        member(
                json,
                "execution_id",
                attempt.map(of -> PublicId.RUN.of(of.runId())).orElse(null));
        member(json, "step_id", attempt.map(of -> PublicId.STEP.of(of.stepId())).orElse(null));
        attempt.ifPresentOrElse(of -> json.write("attempt", of.number()), () -> json.writeNull("attempt"));
        // Settings are for those who may see them.
        boolean isTold = control.kind() == Control.Kind.STEER;
        member(json, "text", isTold ? control.text() : null);
        requester(json, control, requester);
        member(json, "requested_at", control.requestedAt());
        member(json, "delivered_at", control.deliveredAt().orElse(null));
        member(json, "acknowledged_at", control.acknowledgedAt().orElse(null));
    }

    private static void requester(JsonGenerator json, Control control, Optional<String> requester) {
        json.writeStartObject("requested_by");
        if (control.isOfServer()) {
            json.write("type", "system").write("id", "opsflow").write("name", Control.SERVER_NAME);
        } else {
            json.write("type", "person").write("id", PublicId.PERSON.of(control.requestedBy()));
            requester.ifPresent(name -> json.write("name", name));
        }
        json.writeEnd();
    }

    static Change change(Control control) {
        return new Change(
                control.to().workspaceId(),
                "worker.control_changed",
                JsonText.object(json -> write(json, control, Optional.empty())));
    }
}
