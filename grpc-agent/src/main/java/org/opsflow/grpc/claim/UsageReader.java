package org.opsflow.grpc.claim;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.opsflow.domain.claim.ReportBody;
import org.opsflow.domain.workflow.ModelUsage;
import org.opsflow.domain.workflow.Usage;

/** Checks what agents say they used against the limits of the contract; what is wrong is refused by its field. */
final class UsageReader {
    private static final int MAX_MODELS = 32;
    private static final long MAX_CALLS = 1_000_000;
    private static final long MAX_TOKENS = 1_000_000_000_000L;
    private static final long MAX_COST = 1_000_000_000_000L;
    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9._:/@+-]{1,100}");

    private UsageReader() {}

    static ReportBody report(org.opsflow.proto.agent.v1.Usage usage) {
        FrameReader.check(usage.getModelsCount() > 0, "usage.models", "must name a model");
        return new ReportBody.Used(read(usage, "usage"));
    }

    /** @param field where the usage stands in the frame */
    static List<ModelUsage> read(org.opsflow.proto.agent.v1.Usage usage, String field) {
        List<org.opsflow.proto.agent.v1.ModelUsage> models = usage.getModelsList();
        FrameReader.check(models.size() <= MAX_MODELS, field + ".models", "must be at most " + MAX_MODELS);
        List<ModelUsage> read = IntStream.range(0, models.size())
                .mapToObj(i -> model(models.get(i), field + ".models[" + i + "]"))
                .toList();
        FrameReader.check(
                read.stream().map(ModelUsage::model).distinct().count() == read.size(),
                field + ".models",
                "must name each model once");
        return read;
    }

    private static ModelUsage model(org.opsflow.proto.agent.v1.ModelUsage used, String field) {
        FrameReader.check(
                MODEL.matcher(used.getModel()).matches(), field + ".model", "must be [A-Za-z0-9._:/@+-]{1,100}");
        atMost(MAX_CALLS, used.getCalls(), field + ".calls");
        atMost(MAX_TOKENS, used.getInputTokens(), field + ".input_tokens");
        atMost(used.getInputTokens(), used.getCachedInputTokens(), field + ".cached_input_tokens");
        atMost(MAX_TOKENS, used.getOutputTokens(), field + ".output_tokens");
        atMost(MAX_COST, used.getCostMicros(), field + ".cost_micros");
        return new ModelUsage(
                used.getModel(),
                new Usage(
                        used.getCalls(),
                        used.getInputTokens(),
                        used.getCachedInputTokens(),
                        used.getOutputTokens(),
                        used.getCostMicros()));
    }

    /** What an agent counted below zero comes as an unsigned number that no long holds: it is negative here. */
    private static void atMost(long most, long value, String field) {
        FrameReader.check(
                value >= 0 && value <= most,
                field,
                "must be 0 to " + most + ", this is " + Long.toUnsignedString(value));
    }
}
