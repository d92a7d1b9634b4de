package org.opsflow.conformance;

import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Of a call with one answer. */
record Answer<A>(Consumer<A> taken, CompletableFuture<?> failed) implements StreamObserver<A> {
    @Override
    public void onNext(A answer) {
        taken.accept(answer);
    }

    @Override
    public void onError(Throwable failure) {
        failed.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {}
}
