package org.opsflow.agent;

import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.function.BiConsumer;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.ServerFrame;

/**
 * One Connect call, and the only writer to it: the control thread, the heartbeat and the progress of the work all send
 * through its lock. After the call's end sending does nothing; the end itself is told once.
 */
final class Connection implements ClientResponseObserver<AgentFrame, ServerFrame> {
    private final BiConsumer<Connection, ServerFrame> onFrame;
    private final BiConsumer<Connection, Status> onEnd;
    private ClientCallStreamObserver<AgentFrame> requests;
    private boolean closed;

    Connection(BiConsumer<Connection, ServerFrame> onFrame, BiConsumer<Connection, Status> onEnd) {
        this.onFrame = onFrame;
        this.onEnd = onEnd;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<AgentFrame> stream) {
        requests = stream;
    }

    synchronized void send(AgentFrame frame) {
        if (closed) {
            return;
        }
        try {
            requests.onNext(frame);
        } catch (IllegalStateException e) {
            // The call was cancelled under our hands; its end is on the way to onError.
            closed = true;
        }
    }

    /** For what may be dropped: sends only if the network keeps up. */
    synchronized void offer(AgentFrame frame) {
        if (!closed && requests.isReady()) {
            send(frame);
        }
    }

    /** Sends the last frame and no more. */
    synchronized void finish(AgentFrame last) {
        send(last);
        if (!closed) {
            closed = true;
            requests.onCompleted();
        }
    }

    synchronized void cancel(String why) {
        closed = true;
        requests.cancel(why, null);
    }

    @Override
    public void onNext(ServerFrame frame) {
        onFrame.accept(this, frame);
    }

    @Override
    public void onError(Throwable failure) {
        onEnd.accept(this, Status.fromThrowable(failure));
    }

    @Override
    public void onCompleted() {
        onEnd.accept(this, Status.UNAVAILABLE.withDescription("the server ended the conversation"));
    }
}
