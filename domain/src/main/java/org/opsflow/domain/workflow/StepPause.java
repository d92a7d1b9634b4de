package org.opsflow.domain.workflow;

import static org.opsflow.domain.shared.JsonText.member;

import jakarta.json.stream.JsonGenerator;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.shared.PublicId;

/**
 * That a person paused the attempt at work on a step, and how far the agent has come with it.
 *
 * @param by the person's id
 * @param name theirs, where it may be told
 */
public record StepPause(Stage stage, Instant at, UUID by, Optional<String> name) {
    /** What people see. */
    public enum Stage {
        /** Asked for; the work goes on until the agent has halted it. */
        PAUSING,
        PAUSED,
        /** Asked for; the work rests until the agent lets it go on. */
        RESUMING
    }

    /** As a member {@code pause} of the object that is being written. */
    static void write(JsonGenerator json, Optional<StepPause> pause) {
        pause.ifPresentOrElse(known -> known.write(json), () -> json.writeNull("pause"));
    }

    private void write(JsonGenerator json) {
        json.writeStartObject("pause").write("stage", stage.name().toLowerCase(Locale.ROOT));
        member(json, "requested_at", at);
        json.writeStartObject("requested_by").write("type", "person").write("id", PublicId.PERSON.of(by));
        name.ifPresent(known -> json.write("name", known));
        json.writeEnd();
        json.writeEnd();
    }
}
