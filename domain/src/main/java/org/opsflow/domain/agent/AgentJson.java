package org.opsflow.domain.agent;

import jakarta.json.stream.JsonGenerator;
import java.util.List;

/** An agent as docs/live.md shows it, in answers, snapshots and changes alike. */
public final class AgentJson {
    private AgentJson() {}

    /** The members of the object, without its braces. */
    public static void members(JsonGenerator json, Agent agent, List<AgentInstance> instances) {
        json.write("id", agent.slug());
        json.write("name", agent.name());
        json.write("emoji", agent.look().emoji());
        json.write("color", agent.look().color());
        json.write("lifecycle", agent.isRetired() ? "retired" : "active");
        json.write("connection", instances.isEmpty() ? "offline" : "online");
        json.writeStartArray("instances");
        instances.forEach(instance -> instance(json, instance));
        json.writeEnd();
        json.write("created_at", agent.createdAt().toString());
    }

    private static void instance(JsonGenerator json, AgentInstance instance) {
        json.writeStartObject();
        json.write("instance", instance.instance());
        json.write("version", instance.version());
        json.writeStartArray("capabilities");
        instance.capabilities().forEach(json::write);
        json.writeEnd();
        json.write("opened_at", instance.openedAt().toString());
        json.writeEnd();
    }
}
