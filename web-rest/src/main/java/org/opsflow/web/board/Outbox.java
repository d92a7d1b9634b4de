package org.opsflow.web.board;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The frames that wait for one page. Whoever puts a frame in never waits; a page that falls too far behind is
 * disconnected, and finds its way by resuming.
 */
final class Outbox {
    static final int MOST_FRAMES = 256;
    static final int MOST_CHARACTERS = 4 << 20;

    private final Wire wire;
    private final Queue<String> waiting = new ArrayDeque<>();
    private int characters;
    private boolean inFlight;
    private boolean pumping;
    private boolean closed;

    Outbox(Wire wire) {
        this.wire = wire;
    }

    void send(String frame) {
        if (!accepts(frame)) {
            close(Wire.TOO_SLOW, "This page does not keep up: connect again.");
            return;
        }
        pump();
    }

    void close(int code, String reason) {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            waiting.clear();
        }
        wire.close(code, reason);
    }

    private synchronized boolean accepts(String frame) {
        if (closed) {
            return true;
        }
        // What waits alone may be as large as it must be: a snapshot.
        if (!waiting.isEmpty() && (waiting.size() >= MOST_FRAMES || characters + frame.length() > MOST_CHARACTERS)) {
            return false;
        }
        waiting.add(frame);
        characters += frame.length();
        return true;
    }

    /** A loop and not a chain of calls: a wire may say "done" before {@code send} returns. */
    private void pump() {
        synchronized (this) {
            if (pumping) {
                return;
            }
            pumping = true;
        }
        for (String frame = next(); frame != null; frame = next()) {
            wire.send(frame, this::sent);
        }
    }

    private synchronized String next() {
        String frame = inFlight || closed ? null : waiting.poll();
        inFlight |= frame != null;
        pumping = frame != null;
        characters -= frame == null ? 0 : frame.length();
        return frame;
    }

    private void sent(boolean well) {
        if (!well) {
            close(Wire.GOING_AWAY, "This page cannot be reached.");
        }
        synchronized (this) {
            inFlight = false;
        }
        pump();
    }
}
