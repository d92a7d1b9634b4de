package org.opsflow.domain.board;

import static org.opsflow.domain.shared.JsonText.member;

import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import java.util.Optional;
import java.util.function.Function;
import org.opsflow.domain.agent.AgentJson;
import org.opsflow.domain.claim.ControlJson;
import org.opsflow.domain.claim.GateJson;
import org.opsflow.domain.claim.LoadJson;
import org.opsflow.domain.claim.ProcessSignal;
import org.opsflow.domain.shared.Cursor;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.workflow.RunJson;
import org.opsflow.domain.workflow.StepJson;
import org.opsflow.domain.workflow.UsageJson;
import org.opsflow.domain.workflow.Workflow;

/** What is read for people, as docs/live.md shows it. Each method writes the members of an object, without braces. */
public final class BoardJson {
    private BoardJson() {}

    public static void snapshot(JsonGenerator json, Snapshot snapshot) {
        json.writeStartArray("runs");
        snapshot.runs().forEach(run -> object(json, () -> runWithSteps(json, run)));
        json.writeEnd();
        json.writeStartArray("agents");
        snapshot.agents().forEach(agent -> object(json, () -> agent(json, agent)));
        json.writeEnd();
        json.writeStartArray("gates");
        snapshot.gates().forEach(gate -> object(json, () -> GateJson.brief(json, gate)));
        json.writeEnd();
    }

    public static void agent(JsonGenerator json, SeenAgent seen) {
        AgentJson.members(json, seen.agent(), seen.situation());
    }

    /** @param load of a process, by the name of its instance; empty when it is not known */
    public static void agentUnderLoad(
            JsonGenerator json, SeenAgent seen, Function<String, Optional<ProcessSignal>> load) {
        AgentJson.members(json, seen.agent(), seen.situation(), process -> load.apply(process.instance())
                .ifPresent(signal -> {
                    json.writeStartObject("load");
                    LoadJson.members(json, signal);
                    json.writeEnd();
                }));
    }

    public static void run(JsonGenerator json, SeenRun seen) {
        RunJson.writeFixed(json, seen.run(), seen.definition());
        RunJson.writeState(json, seen.run(), seen.definition(), seen.canceller());
    }

    public static void runWithSteps(JsonGenerator json, SeenRun seen) {
        run(json, seen);
        json.writeStartArray("steps");
        seen.steps()
                .forEach(step ->
                        object(json, () -> step(json, step, seen.definition().workflow())));
        json.writeEnd();
    }

    /** With its first steps, and where the others begin. */
    public static void listedRun(JsonGenerator json, ListedRun listed) {
        runWithSteps(json, listed.seen());
        member(json, "steps_next_cursor", listed.moreSteps().map(Cursor::text).orElse(null));
        json.writeStartObject("_count").write("artifacts", listed.artifacts()).writeEnd();
        UsageJson.write(json, listed.usage());
    }

    /** Without its output. */
    public static void step(JsonGenerator json, SeenStep seen, Workflow workflow) {
        StepJson.write(json, seen.step(), workflow, seen.agent(), seen.pause(), seen.usage());
    }

    public static void step(JsonGenerator json, StepDetail detail) {
        step(json, detail.seen(), detail.workflow());
        json.write("output", value(detail.seen().step().output()));
        member(json, "summary", detail.seen().step().summary().orElse(null));
        json.writeStartArray("attempts");
        detail.attempts().forEach(attempt -> object(json, () -> attempt(json, attempt)));
        json.writeEnd();
        json.writeStartArray("controls");
        detail.controls().forEach(control -> object(json, () -> ControlJson.write(json, control)));
        json.writeEnd();
        UsageJson.writeByModel(json, detail.models());
        detail.checkpoint().ifPresentOrElse(reached -> checkpoint(json, reached), () -> json.writeNull("checkpoint"));
    }

    private static void checkpoint(JsonGenerator json, SeenCheckpoint reached) {
        json.writeStartObject("checkpoint")
                .write("attempt", reached.attempt())
                .write("size_bytes", reached.sizeBytes());
        member(
                json,
                "artifact_id",
                reached.artifactId().map(PublicId.ARTIFACT::of).orElse(null));
        member(json, "reported_at", reached.reportedAt());
        json.writeEnd();
    }

    private static void attempt(JsonGenerator json, SeenAttempt attempt) {
        json.write("id", PublicId.ATTEMPT.of(attempt.id()))
                .write("number", attempt.number())
                .write("fence", attempt.fence())
                .write("state", attempt.state().word());
        attempt.exitCode().ifPresentOrElse(code -> json.write("exit_code", code), () -> json.writeNull("exit_code"));
        member(json, "reason", attempt.reason().orElse(null));
        member(json, "error_message", attempt.errorMessage().orElse(null));
        attempt.agent().write(json, "agent");
        member(json, "leased_at", attempt.leasedAt());
        member(json, "started_at", attempt.startedAt().orElse(null));
        member(json, "completed_at", attempt.endedAt().orElse(null));
        UsageJson.write(json, attempt.usage());
    }

    private static JsonValue value(Optional<String> text) {
        return text.flatMap(JsonText::parse).orElse(JsonValue.NULL);
    }

    private static void object(JsonGenerator json, Runnable members) {
        json.writeStartObject();
        members.run();
        json.writeEnd();
    }
}
