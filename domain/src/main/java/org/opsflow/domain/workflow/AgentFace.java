package org.opsflow.domain.workflow;

import jakarta.json.stream.JsonGenerator;
import java.util.UUID;

/**
 * An agent's process as cards show it.
 *
 * @param slug the agent's public id
 * @param instance tells processes of one agent apart
 */
public record AgentFace(UUID agentId, String slug, String name, String emoji, String color, String instance) {

    public void write(JsonGenerator json, String member) {
        json.writeStartObject(member)
                .write("id", slug)
                .write("name", name)
                .write("emoji", emoji)
                .write("color", color)
                .write("instance", instance)
                .writeEnd();
    }
}
