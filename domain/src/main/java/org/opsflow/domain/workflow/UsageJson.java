package org.opsflow.domain.workflow;

import jakarta.json.stream.JsonGenerator;
import java.util.List;
import java.util.Optional;

/** What models were used for, as the API and the changes tell it; docs/live.md describes the members. */
public final class UsageJson {
    private UsageJson() {}

    /** The member {@code usage}, null when nothing was reported: that is not the same as nothing used. */
    public static void write(JsonGenerator json, Optional<Usage> usage) {
        usage.ifPresentOrElse(
                used -> {
                    json.writeStartObject("usage");
                    members(json, used);
                    json.writeEnd();
                },
                () -> json.writeNull("usage"));
    }

    public static void writeByModel(JsonGenerator json, List<ModelUsage> models) {
        json.writeStartArray("usage_by_model");
        for (ModelUsage each : models) {
            json.writeStartObject().write("model", each.model());
            members(json, each.usage());
            json.writeEnd();
        }
        json.writeEnd();
    }

    private static void members(JsonGenerator json, Usage usage) {
        json.write("calls", usage.calls())
                .write("input_tokens", usage.inputTokens())
                .write("cached_input_tokens", usage.cachedInputTokens())
                .write("output_tokens", usage.outputTokens())
                .write("cost_micros", usage.costMicros());
    }
}
