package org.opsflow.domain.agent;

import static org.opsflow.domain.shared.JsonText.member;

import jakarta.json.stream.JsonGenerator;
import java.util.function.Consumer;

/** An agent as docs/live.md shows it, in answers, snapshots and changes alike. */
public final class AgentJson {
    private AgentJson() {}

    /** The members of the object, without its braces. */
    public static void members(JsonGenerator json, Agent agent, AgentSituation situation) {
        members(json, agent, situation, instance -> {});
    }

    /** @param more writes what else is known of a process, as members of its object */
    public static void members(
            JsonGenerator json, Agent agent, AgentSituation situation, Consumer<AgentInstance> more) {
        json.write("id", agent.slug());
        json.write("name", agent.name());
        json.write("emoji", agent.look().emoji());
        json.write("color", agent.look().color());
        json.write("status", situation.status(agent));
        json.write("lifecycle", situation.lifecycle(agent));
        json.write("connection", situation.isOnline() ? "online" : "offline");
        json.write("activity", situation.activity().word());
        situation
                .pause()
                .filter(pause -> !agent.isRetired())
                .ifPresentOrElse(pause -> pause.write(json), () -> json.writeNull("pause"));
        situation
                .error()
                .filter(error -> !agent.isRetired())
                .ifPresentOrElse(error -> error.write(json), () -> json.writeNull("error"));
        json.writeStartArray("instances");
        situation.instances().forEach(instance -> instance(json, instance, more));
        json.writeEnd();
        json.write("created_at", agent.createdAt().toString());
    }

    private static void instance(JsonGenerator json, AgentInstance instance, Consumer<AgentInstance> more) {
        json.writeStartObject();
        json.write("instance", instance.instance());
        json.write("version", instance.version());
        json.writeStartArray("capabilities");
        instance.capabilities().forEach(json::write);
        json.writeEnd();
        json.writeStartObject("labels");
        instance.labels().forEach(json::write);
        json.writeEnd();
        json.write("opened_at", instance.openedAt().toString());
        instance.told().ifPresentOrElse(told -> told(json, told), () -> json.writeNull("control"));
        more.accept(instance);
        json.writeEnd();
    }

    private static void told(JsonGenerator json, AgentInstance.Told told) {
        json.writeStartObject("control").write("kind", told.kind()).write("state", told.state());
        member(json, "requested_at", told.requestedAt());
        member(json, "delivered_at", told.deliveredAt().orElse(null));
        member(json, "acknowledged_at", told.acknowledgedAt().orElse(null));
        json.writeEnd();
    }
}
