package org.opsflow.system;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Calls of any kind, of which only the end matters. */
final class Calls {

    private Calls() {}

    /** Sends the requests and no more; the status of the call. */
    static <Q, A> Status end(
            ManagedChannel channel, Metadata headers, MethodDescriptor<Q, A> method, List<Q> requests) {
        var end = new CompletableFuture<Status>();
        var call = ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers))
                .newCall(method, CallOptions.DEFAULT);
        var answers = new StreamObserver<A>() {
            @Override
            public void onNext(A answer) {}

            @Override
            public void onError(Throwable failure) {
                end.complete(Status.fromThrowable(failure));
            }

            @Override
            public void onCompleted() {
                end.complete(Status.OK);
            }
        };
        send(method, call, answers, requests);
        return end.orTimeout(Conversation.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private static <Q, A> void send(
            MethodDescriptor<Q, A> method, ClientCall<Q, A> call, StreamObserver<A> answers, List<Q> requests) {
        switch (method.getType()) {
            case UNARY -> ClientCalls.asyncUnaryCall(call, requests.get(0), answers);
            case SERVER_STREAMING -> ClientCalls.asyncServerStreamingCall(call, requests.get(0), answers);
            default -> {
                var sender = method.getType() == MethodDescriptor.MethodType.CLIENT_STREAMING
                        ? ClientCalls.asyncClientStreamingCall(call, answers)
                        : ClientCalls.asyncBidiStreamingCall(call, answers);
                try {
                    requests.forEach(sender::onNext);
                    sender.onCompleted();
                } catch (IllegalStateException ended) {
                    // The server has refused the first already.
                    return;
                }
            }
        }
    }
}
