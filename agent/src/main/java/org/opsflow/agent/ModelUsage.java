package org.opsflow.agent;

import java.util.regex.Pattern;

/**
 * What one model was used for: increments, which {@link Work#usage} adds up. Values that the server would refuse are
 * refused here.
 *
 * @param model as the provider names it, {@code [A-Za-z0-9._:/@+-]{1,100}}
 * @param calls how often it was called
 * @param inputTokens those from a cache included
 * @param cachedInputTokens of the input, those that the provider read from its cache
 * @param costMicros millionths of a US dollar, as the provider said; 0 when unknown
 */
public record ModelUsage(
        String model, long calls, long inputTokens, long cachedInputTokens, long outputTokens, long costMicros) {
    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9._:/@+-]{1,100}");
    private static final long MOST_CALLS = 1_000_000;
    private static final long MOST = 1_000_000_000_000L;

    public ModelUsage {
        if (!MODEL.matcher(model).matches()) {
            throw new IllegalArgumentException("model must be " + MODEL + ": " + model);
        }
        check("calls", calls, MOST_CALLS);
        check("inputTokens", inputTokens, MOST);
        check("cachedInputTokens", cachedInputTokens, inputTokens);
        check("outputTokens", outputTokens, MOST);
        check("costMicros", costMicros, MOST);
    }

    /** One call, of unknown cost, with nothing from a cache. */
    public static ModelUsage of(String model, long inputTokens, long outputTokens) {
        return new ModelUsage(model, 1, inputTokens, 0, outputTokens, 0);
    }

    /** The same with so many of the input's tokens read from a cache. */
    public ModelUsage withCachedInput(long tokens) {
        return new ModelUsage(model, calls, inputTokens, tokens, outputTokens, costMicros);
    }

    /** The same with what it cost, in millionths of a US dollar. */
    public ModelUsage withCostMicros(long micros) {
        return new ModelUsage(model, calls, inputTokens, cachedInputTokens, outputTokens, micros);
    }

    /** Both together, cut at what one report may hold. */
    ModelUsage plus(ModelUsage other) {
        return new ModelUsage(
                model,
                Math.min(MOST_CALLS, calls + other.calls),
                Math.min(MOST, inputTokens + other.inputTokens),
                Math.min(MOST, cachedInputTokens + other.cachedInputTokens),
                Math.min(MOST, outputTokens + other.outputTokens),
                Math.min(MOST, costMicros + other.costMicros));
    }

    org.opsflow.proto.agent.v1.ModelUsage onTheWire() {
        return org.opsflow.proto.agent.v1.ModelUsage.newBuilder()
                .setModel(model)
                .setCalls(calls)
                .setInputTokens(inputTokens)
                .setCachedInputTokens(cachedInputTokens)
                .setOutputTokens(outputTokens)
                .setCostMicros(costMicros)
                .build();
    }

    private static void check(String name, long value, long most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(name + " must be 0 to " + most + ": " + value);
        }
    }
}
