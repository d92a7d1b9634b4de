package org.opsflow.grpc.shared;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.BindableService;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.opsflow.proto.agent.v1.AgentServiceGrpc;

/**
 * Refuses what is no message of the contract. Left to gRPC it would end the call as an unknown error, with a stack
 * trace in the log for whatever a stranger sends.
 */
public final class Unreadable implements ServerInterceptor {
    private static final String CONVERSATION =
            AgentServiceGrpc.getConnectMethod().getFullMethodName();

    private Unreadable() {}

    /** The service, each message of which is parsed where its failure can be told. */
    public static ServerServiceDefinition refusedBy(BindableService service) {
        return ServerInterceptors.intercept(
                ServerInterceptors.useInputStreamMessages(service.bindService()), new Unreadable());
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        return new Guard<>(call, next.startCall(call, headers));
    }

    private static final class Guard<Q> extends SimpleForwardingServerCallListener<Q> {
        private final ServerCall<Q, ?> call;
        /** Guarded by the call: its events come one after the other. */
        private boolean refused;

        Guard(ServerCall<Q, ?> call, ServerCall.Listener<Q> handler) {
            super(handler);
            this.call = call;
        }

        @Override
        public void onMessage(Q message) {
            if (refused) {
                return;
            }
            try {
                super.onMessage(message);
            } catch (StatusRuntimeException e) {
                if (!(e.getCause() instanceof InvalidProtocolBufferException)) {
                    throw e;
                }
                refuse();
            }
        }

        private void refuse() {
            refused = true;
            // To whom the call belongs it looks as if the other side had gone: nothing is written any more.
            super.onCancel();
            String method = call.getMethodDescriptor().getFullMethodName();
            // In the conversation the contract has one status for whatever it does not allow.
            Status status = method.equals(CONVERSATION) ? Status.FAILED_PRECONDITION : Status.INVALID_ARGUMENT;
            call.close(
                    status.withDescription(
                            "This is no message of " + method + ": send what the contract (.proto) says."),
                    new Metadata());
        }

        @Override
        public void onHalfClose() {
            if (!refused) {
                super.onHalfClose();
            }
        }

        @Override
        public void onCancel() {
            if (!refused) {
                super.onCancel();
            }
        }

        @Override
        public void onComplete() {
            if (!refused) {
                super.onComplete();
            }
        }

        @Override
        public void onReady() {
            if (!refused) {
                super.onReady();
            }
        }
    }
}
