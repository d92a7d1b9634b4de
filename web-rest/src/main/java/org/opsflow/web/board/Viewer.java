package org.opsflow.web.board;

import java.util.UUID;
import org.opsflow.domain.identity.Caller;

/** A page or program that follows a workspace. What changes in it is touched by the sender's thread only. */
final class Viewer {
    private final Caller caller;
    private final Outbox outbox;
    private final Telling telling;
    private long position;
    private volatile long heardAt;

    Viewer(Caller caller, Wire wire, Telling telling) {
        this.caller = caller;
        this.outbox = new Outbox(wire);
        this.telling = telling;
    }

    UUID workspaceId() {
        return caller.workspaceId();
    }

    Caller caller() {
        return caller;
    }

    Telling telling() {
        return telling;
    }

    void send(String frame) {
        outbox.send(frame);
    }

    void close(int code, String reason) {
        outbox.close(code, reason);
    }

    /** It said something. Called by any thread. */
    void heard(long now) {
        heardAt = now;
    }

    long heardAt() {
        return heardAt;
    }

    /** The number of the last change it was told, or that its snapshot holds. */
    long position() {
        return position;
    }

    void standAt(long n) {
        position = n;
    }
}
