package org.opsflow.grpc.shared;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;

/** A call without a network: keeps what is written, and reads as fast as a test says. */
public final class FakeCall<T> extends ServerCallStreamObserver<T> {
    public final List<T> written = new ArrayList<>();
    public boolean ready = true;
    public int requested;
    public boolean completed;
    public Status status;
    private Runnable onReady = () -> {};
    private Runnable onCancel = () -> {};

    /** The other side has read: writing may go on. */
    public void reads() {
        ready = true;
        onReady.run();
    }

    /** The other side has gone. */
    public void cancel() {
        onCancel.run();
    }

    @Override
    public void onNext(T frame) {
        if (completed || status != null) {
            throw new IllegalStateException("written after the end");
        }
        written.add(frame);
    }

    @Override
    public void onError(Throwable failure) {
        if (completed || status != null) {
            throw new IllegalStateException("ended twice");
        }
        status = Status.fromThrowable(failure);
    }

    @Override
    public void onCompleted() {
        if (completed || status != null) {
            throw new IllegalStateException("ended twice");
        }
        completed = true;
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public void setOnReadyHandler(Runnable handler) {
        onReady = handler;
    }

    @Override
    public void setOnCancelHandler(Runnable handler) {
        onCancel = handler;
    }

    /** Never called: who ends the call here knows. */
    @Override
    public void setOnCloseHandler(Runnable handler) {}

    @Override
    public void request(int count) {
        requested += count;
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public void disableAutoRequest() {}

    @Override
    public void disableAutoInboundFlowControl() {}

    @Override
    public void setCompression(String compression) {}

    @Override
    public void setMessageCompression(boolean enable) {}
}
