package org.opsflow.domain.workflow;

import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.PublicId;

/**
 * A step's texts with their templates filled in.
 *
 * @param command for a shell; each value is one word
 * @param prompt for an AI agent
 */
public record TaskText(String command, String prompt) {

    /**
     * What a step reads: outputs as JSON, by step key.
     *
     * @param outputs of the steps it needs, by step id
     */
    public static Map<String, String> inputs(RunPlan plan, StepSpec spec, Map<UUID, String> outputs) {
        Map<String, String> inputs = new LinkedHashMap<>();
        for (int ordinal : spec.inputs()) {
            inputs.put(
                    plan.spec(ordinal).key(),
                    outputs.getOrDefault(plan.stepIds().get(ordinal), "null"));
        }
        return inputs;
    }

    /** @param inputs outputs as JSON, by step key */
    public static TaskText of(RunPlan plan, StepSpec spec, Map<String, String> inputs) {
        if (!spec.task().command().contains("{{") && !spec.task().prompt().contains("{{")) {
            return new TaskText(spec.task().command(), spec.task().prompt());
        }
        Map<String, String> values = values(plan, inputs);
        return new TaskText(
                Template.ofCommand(spec.task().command()).render(values),
                Template.ofText(spec.task().prompt()).render(values));
    }

    /** By whole names: looked up part by part, an argument named {@code this} would be something else. */
    private static Map<String, String> values(RunPlan plan, Map<String, String> inputs) {
        Map<String, String> values = new HashMap<>();
        JsonText.parseObject(plan.args())
                .orElse(JsonObject.EMPTY_JSON_OBJECT)
                .forEach((name, value) -> values.put("args." + name, Template.value(value.toString())));
        inputs.forEach((key, output) -> values.put("steps." + key + ".output", Template.value(output)));
        values.put("run.id", PublicId.RUN.of(plan.runId()));
        values.put("run.name", plan.name());
        return values;
    }
}
