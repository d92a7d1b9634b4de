package org.opsflow.domain.board;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * One of the logs of a step, as long as it is now.
 *
 * @param attempt number of the attempt it is of; 0 when there was none
 * @param stored the attempt whose stored output it is; empty for the logs that are made when they are asked for
 * @param made the bytes of such a log
 * @param size in bytes
 */
public record StepLog(UUID stepId, Type type, int attempt, Optional<UUID> stored, byte[] made, long size) {

    /** Which log. */
    public enum Type {
        /** What the agent was told to do, with the templates filled in. */
        INPUT,
        /** What the process printed. */
        OUTPUT,
        /** What happened to its attempts, one JSON object a line. */
        EVENTS,
        /** What the agent said of it at the end. */
        SUMMARY;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static StepLog made(UUID stepId, Type type, int attempt, byte[] bytes) {
        return new StepLog(stepId, type, attempt, Optional.empty(), bytes, bytes.length);
    }

    /** Of a log that is made: at most {@code length} bytes from an offset on. */
    byte[] part(long from, int length) {
        int begin = (int) Math.min(from, made.length);
        return Arrays.copyOfRange(made, begin, Math.min(made.length, begin + length));
    }
}
