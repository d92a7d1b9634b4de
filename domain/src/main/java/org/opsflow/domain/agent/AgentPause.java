package org.opsflow.domain.agent;

import static org.opsflow.domain.shared.JsonText.member;

import jakarta.json.stream.JsonGenerator;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.shared.PublicId;

/**
 * That a person paused an agent: it gets no new work until it is resumed, and ends what it holds.
 *
 * @param by the person's id
 * @param name theirs, where it may be told
 * @param drained whether it holds nothing any more
 */
public record AgentPause(Instant at, UUID by, Optional<String> name, boolean drained) {

    /** {@code pausing} while it still ends what it held, then {@code paused}. */
    public String stage() {
        return drained ? "paused" : "pausing";
    }

    /** As a member {@code pause} of the object that is being written. */
    public void write(JsonGenerator json) {
        json.writeStartObject("pause").write("stage", stage());
        member(json, "requested_at", at);
        json.writeStartObject("requested_by").write("type", "person").write("id", PublicId.PERSON.of(by));
        name.ifPresent(known -> json.write("name", known));
        json.writeEnd();
        json.writeEnd();
    }
}
