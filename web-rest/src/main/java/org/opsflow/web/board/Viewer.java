package org.opsflow.web.board;

import java.util.UUID;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.SignedIn;

/** A page that looks at a workspace's board. What changes in it is touched by the sender's thread only. */
final class Viewer {
    private final SignedIn signedIn;
    private final Outbox outbox;
    private long position;
    private volatile long heardAt;

    Viewer(SignedIn signedIn, Wire wire) {
        this.signedIn = signedIn;
        this.outbox = new Outbox(wire);
    }

    UUID workspaceId() {
        return signedIn.workspace().id();
    }

    SignedIn signedIn() {
        return signedIn;
    }

    Caller caller() {
        return signedIn.caller();
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
