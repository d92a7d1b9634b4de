package org.opsflow.domain.workflow;

/**
 * What models were used for. Sums end at {@link #MOST}: every program that reads them as numbers reads them exactly.
 *
 * @param inputTokens those from a cache included
 * @param cachedInputTokens of the input, those that the provider read from its cache
 * @param costMicros millionths of a US dollar; 0 when nobody said
 */
public record Usage(long calls, long inputTokens, long cachedInputTokens, long outputTokens, long costMicros) {
    /** The greatest whole number up to which JSON readers are exact. */
    public static final long MOST = (1L << 53) - 1;

    public static final Usage NONE = new Usage(0, 0, 0, 0, 0);

    public Usage plus(Usage other) {
        return new Usage(
                sum(calls, other.calls),
                sum(inputTokens, other.inputTokens),
                sum(cachedInputTokens, other.cachedInputTokens),
                sum(outputTokens, other.outputTokens),
                sum(costMicros, other.costMicros));
    }

    private static long sum(long one, long other) {
        return Math.min(MOST, one + other);
    }
}
