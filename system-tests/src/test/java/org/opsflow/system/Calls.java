package org.opsflow.system;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Calls of any kind, of which only the end matters. */
final class Calls {

    private Calls() {}

    /**
     * Sends the requests and no more; the status of the call. Of a conversation the sender takes its leave when the first
     * was answered: who leaves before was perhaps never heard.
     */
    static <Q, A> Status end(
            ManagedChannel channel, Metadata headers, MethodDescriptor<Q, A> method, List<Q> requests) {
        var end = new CompletableFuture<Status>();
        var call = ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers))
                .newCall(method, CallOptions.DEFAULT);
        var answers = new ClientResponseObserver<Q, A>() {
            private ClientCallStreamObserver<Q> sender;
            private boolean leaving;

            @Override
            public void beforeStart(ClientCallStreamObserver<Q> sender) {
                this.sender = sender;
            }

            @Override
            public void onNext(A answer) {
                if (method.getType() == MethodDescriptor.MethodType.BIDI_STREAMING && !leaving) {
                    leaving = true;
                    sender.onCompleted();
                }
            }

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
                var conversation = method.getType() == MethodDescriptor.MethodType.BIDI_STREAMING;
                var sender = conversation
                        ? ClientCalls.asyncBidiStreamingCall(call, answers)
                        : ClientCalls.asyncClientStreamingCall(call, answers);
                try {
                    requests.forEach(sender::onNext);
                    if (!conversation) {
                        sender.onCompleted();
                    }
                } catch (IllegalStateException ended) {
                    // The server has refused the first already.
                    return;
                }
            }
        }
    }
}
