package org.opsflow.web.board;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The live output of one step, for those who have it open: collected, at most four frames a second, never half a
 * character. Of a flood only the end is told; the offset shows it. Touched by the sender's thread only.
 */
final class StepOutput {
    static final long INTERVAL_NANOS = Duration.ofMillis(250).toNanos();
    static final int MOST_BYTES = 64 * 1024;

    /** @param offset bytes of the attempt's output before the text */
    record Piece(UUID stepId, int attempt, long offset, String text) {}

    private final UUID stepId;
    private final Set<Viewer> viewers = new HashSet<>();
    private int attempt;
    private long offset;
    private byte[] pending = new byte[0];
    private long dueAt;

    StepOutput(UUID stepId, long now) {
        this.stepId = stepId;
        this.dueAt = now;
    }

    Set<Viewer> viewers() {
        return viewers;
    }

    /** What was collected of something else is given up to make place: another attempt, or a place further on. */
    Optional<Piece> add(int ofAttempt, long at, byte[] data) {
        Optional<Piece> before = Optional.empty();
        if (ofAttempt != attempt || at != offset + pending.length) {
            before = piece(pending.length);
            attempt = ofAttempt;
            offset = at;
            pending = new byte[0];
        }
        pending = joined(pending, data);
        dropBeginning(Math.max(0, pending.length - MOST_BYTES));
        return before;
    }

    /** What may be told now. */
    Optional<Piece> take(long now) {
        if (now - dueAt < 0) {
            return Optional.empty();
        }
        Optional<Piece> piece = piece(Utf8.complete(pending));
        if (piece.isPresent()) {
            dueAt = now + INTERVAL_NANOS;
        }
        return piece;
    }

    boolean isPending() {
        return Utf8.complete(pending) > Utf8.begin(pending);
    }

    private Optional<Piece> piece(int length) {
        int from = Utf8.begin(pending);
        if (length <= from) {
            return Optional.empty();
        }
        String text = new String(pending, from, length - from, StandardCharsets.UTF_8);
        Piece piece = new Piece(stepId, attempt, offset + from, text);
        dropBeginning(length);
        return Optional.of(piece);
    }

    private void dropBeginning(int bytes) {
        if (bytes > 0) {
            pending = Arrays.copyOfRange(pending, bytes, pending.length);
            offset += bytes;
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(first.length + second.length);
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }
}
