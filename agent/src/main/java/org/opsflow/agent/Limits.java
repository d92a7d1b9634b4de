package org.opsflow.agent;

import java.nio.charset.StandardCharsets;
import org.opsflow.proto.agent.v1.Welcome;

/** The sizes that the server takes. */
record Limits(int frameBytes, int outputBytes, long artifactBytes) {
    static final int LINE_BYTES = 4096;
    static final int TEXT_BYTES = 4096;
    static final int NOTE_CHARACTERS = 1000;

    /** Until the first Welcome: what the contract promises at least. */
    static final Limits USUAL = new Limits(1 << 20, 64 << 10, Long.MAX_VALUE);

    static Limits of(Welcome welcome) {
        return new Limits(
                positiveOr(welcome.getMaxFrameBytes(), USUAL.frameBytes),
                positiveOr(welcome.getMaxOutputBytes(), USUAL.outputBytes),
                welcome.getMaxArtifactBytes() > 0 ? welcome.getMaxArtifactBytes() : USUAL.artifactBytes);
    }

    private static int positiveOr(int value, int otherwise) {
        return value > 0 ? value : otherwise;
    }

    /** Cuts at a limit of UTF-8 bytes, never within a character. */
    static String clip(String text, int maxBytes) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= maxBytes) {
            return text;
        }
        int end = maxBytes;
        while (end > 0 && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    static int utf8Bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
