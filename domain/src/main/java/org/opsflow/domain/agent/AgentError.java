package org.opsflow.domain.agent;

import static org.opsflow.domain.shared.JsonText.member;

import jakarta.json.stream.JsonGenerator;
import java.time.Instant;
import java.util.UUID;
import org.opsflow.domain.shared.PublicId;

/**
 * What a process said is wrong with it, whatever it works on. Shown on the agent until a person dismisses it or the
 * process connects again.
 *
 * @param instance the process
 * @param code a short word, for example {@code disk_full}
 * @param message for people, plain text
 */
public record AgentError(UUID id, String instance, String code, String message, Instant at) {

    /** As a member {@code error} of the object that is being written. */
    public void write(JsonGenerator json) {
        json.writeStartObject("error")
                .write("id", PublicId.AGENT_ERROR.of(id))
                .write("instance", instance)
                .write("code", code)
                .write("message", message);
        member(json, "at", at);
        json.writeEnd();
    }
}
