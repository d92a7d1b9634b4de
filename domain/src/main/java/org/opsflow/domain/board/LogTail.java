package org.opsflow.domain.board;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The end of a step's output.
 *
 * @param attempt number of the newest attempt; 0 when there was none
 * @param offset bytes before the content; at the beginning of a character
 * @param size bytes that are stored
 */
public record LogTail(UUID stepId, int attempt, String content, long offset, long size) {
    private static final int CONTINUATION_MASK = 0xc0;
    private static final int CONTINUATION = 0x80;

    /** Of the output at most the last {@code most} bytes, from the beginning of a character on. */
    static LogTail of(UUID stepId, int attempt, BoardRows.Output output, int most) {
        byte[] bytes = output.content();
        int from = Math.max(0, bytes.length - most);
        while (output.offset() + from > 0 && from < bytes.length && isContinuation(bytes[from])) {
            from++;
        }
        return new LogTail(
                stepId,
                attempt,
                new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8),
                output.offset() + from,
                output.offset() + bytes.length);
    }

    public boolean isTruncated() {
        return offset > 0;
    }

    private static boolean isContinuation(byte b) {
        return (b & CONTINUATION_MASK) == CONTINUATION;
    }
}
