package org.opsflow.grpc.bad;

import io.grpc.stub.ServerCallStreamObserver;

/** A bad example: writes past the outbox. */
public final class WritesToAStream {
    void write(ServerCallStreamObserver<String> out) {
        out.onNext("frame");
    }
}
