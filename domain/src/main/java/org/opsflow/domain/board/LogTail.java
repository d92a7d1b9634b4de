package org.opsflow.domain.board;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The end of a step's log.
 *
 * @param attempt number of the attempt it is of; 0 when there was none
 * @param offset bytes before the content; at the beginning of a character
 * @param size bytes that are stored
 */
public record LogTail(UUID stepId, StepLog.Type type, int attempt, String content, long offset, long size) {
    private static final int CONTINUATION_MASK = 0xc0;
    private static final int CONTINUATION = 0x80;

    /** Of the bytes that begin at an offset, those from the beginning of a character on. */
    static LogTail of(StepLog log, byte[] bytes, long offset) {
        int from = 0;
        while (offset + from > 0 && from < bytes.length && isContinuation(bytes[from])) {
            from++;
        }
        return new LogTail(
                log.stepId(),
                log.type(),
                log.attempt(),
                new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8),
                offset + from,
                offset + bytes.length);
    }

    public boolean isTruncated() {
        return offset > 0;
    }

    private static boolean isContinuation(byte b) {
        return (b & CONTINUATION_MASK) == CONTINUATION;
    }
}
