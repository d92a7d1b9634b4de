package org.opsflow.conformance;

import com.google.protobuf.Message;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;

/** Puts what comes on a line. */
final class Hearing<F extends Message> implements StreamObserver<F> {
    private final Line line;
    private final Runnable hangUp;

    /** @param hangUp what to do when the other side has said all */
    Hearing(Line line, Runnable hangUp) {
        this.line = line;
        this.hangUp = hangUp;
    }

    @Override
    public void onNext(F frame) {
        line.arrived(frame);
    }

    @Override
    public void onError(Throwable failure) {
        line.ended(Status.fromThrowable(failure));
    }

    @Override
    public void onCompleted() {
        line.ended(Status.OK);
        hangUp.run();
    }
}
