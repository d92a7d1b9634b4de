package org.opsflow.conformance;

import com.google.protobuf.Message;
import io.grpc.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One conversation as the kit has it: what came and was not looked at yet, and how it ended. */
final class Line {
    /** Said when there is something to say or it is time to; nobody can know in between what else. */
    private static final Set<String> ASIDE = Set.of("heartbeat", "progress");

    /** The other end's side of the call. */
    interface Wire {
        void send(Message frame);

        /** Lets one more frame come. */
        void request();

        void end(Status status);
    }

    private final Meddler meddler;
    private final Patience patience;
    private final Wire wire;
    private final Deque<Message> unread = new ArrayDeque<>();
    private final List<Message> aside = new ArrayList<>();
    private Status end;
    private boolean isReading = true;
    private boolean owesRequest;

    Line(Meddler meddler, Patience patience, Wire wire) {
        this.meddler = meddler;
        this.patience = patience;
        this.wire = wire;
    }

    void arrived(Message frame) {
        boolean goesOn;
        synchronized (this) {
            for (Message each : meddler.fromSubject(frame)) {
                (ASIDE.contains(Frames.kind(each)) ? aside : unread).add(each);
            }
            goesOn = isReading;
            owesRequest = !isReading;
        }
        if (goesOn) {
            wire.request();
        }
    }

    synchronized void ended(Status status) {
        if (end == null) {
            meddler.fromSubject(status).ifPresent(seen -> end = seen);
        }
    }

    /** Deaf while it does not read: what the other side says stays with it. */
    void reading(boolean reads) {
        boolean request;
        synchronized (this) {
            isReading = reads;
            request = reads && owesRequest;
            owesRequest = owesRequest && !reads;
        }
        if (request) {
            wire.request();
        }
    }

    void send(Message frame) {
        meddler.toSubject(frame).forEach(wire::send);
    }

    void end(Status status) {
        wire.end(meddler.toSubject(status));
    }

    /** The next frame, in the order in which they came. */
    Message next() {
        patience.until(() -> hasUnread() || end().isPresent());
        return poll().orElseThrow(() ->
                new Refuted(end().map(status -> "the call ended with " + status).orElse("nothing came")));
    }

    Status awaitEnd() {
        Refuted.unless(patience.until(() -> end().isPresent()), "the call did not end");
        return end().orElseThrow();
    }

    synchronized Optional<Message> poll() {
        return Optional.ofNullable(unread.poll());
    }

    synchronized boolean hasUnread() {
        return !unread.isEmpty();
    }

    synchronized Optional<Status> end() {
        return Optional.ofNullable(end);
    }

    /** Heartbeats and progress so far. */
    synchronized List<Message> aside() {
        return List.copyOf(aside);
    }
}
