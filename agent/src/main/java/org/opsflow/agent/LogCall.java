package org.opsflow.agent;

import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import org.opsflow.proto.agent.v1.AgentServiceGrpc.AgentServiceStub;
import org.opsflow.proto.agent.v1.StreamLogsRequest;
import org.opsflow.proto.agent.v1.StreamLogsResponse;

/** One StreamLogs call: silent until the server has said from which byte on. Sends on the timer thread only. */
final class LogCall implements ClientResponseObserver<StreamLogsRequest, StreamLogsResponse> {
    private final LogShipment shipment;
    private ClientCallStreamObserver<StreamLogsRequest> requests;
    private long sent = -1;
    private boolean completed;

    LogCall(LogShipment shipment) {
        this.shipment = shipment;
    }

    void open(AgentServiceStub server, Lease lease) {
        server.streamLogs(this);
        requests.onNext(StreamLogsRequest.newBuilder()
                .setAttemptId(lease.attemptId())
                .setFence(lease.fence())
                .build());
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<StreamLogsRequest> stream) {
        requests = stream;
        stream.setOnReadyHandler(shipment::ready);
    }

    boolean wantsMore() {
        return sent >= 0 && !completed && requests.isReady();
    }

    /** All before this offset has been sent on this call or was stored before; −1 before the server's first answer. */
    long sent() {
        return sent;
    }

    void startAt(long offset) {
        if (sent < 0) {
            sent = offset;
        }
    }

    void send(StreamLogsRequest chunk) {
        try {
            requests.onNext(chunk);
            sent += chunk.getData().size();
        } catch (IllegalStateException e) {
            // The call has just been cancelled; its end is on the way to onError.
            completed = true;
        }
    }

    void complete() {
        if (!completed) {
            completed = true;
            try {
                requests.onCompleted();
            } catch (IllegalStateException e) {
                // Ended already.
            }
        }
    }

    @Override
    public void onNext(StreamLogsResponse response) {
        shipment.stored(this, response.getStoredOffset());
    }

    @Override
    public void onError(Throwable failure) {
        shipment.broken(this, Status.fromThrowable(failure));
    }

    @Override
    public void onCompleted() {
        shipment.broken(this, Status.UNAVAILABLE.withDescription("ended"));
    }
}
