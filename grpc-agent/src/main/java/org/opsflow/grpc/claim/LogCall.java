package org.opsflow.grpc.claim;

import com.google.common.util.concurrent.MoreExecutors;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.opsflow.domain.claim.AttemptOutput;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.grpc.shared.Edge;
import org.opsflow.grpc.shared.Outbox;
import org.opsflow.grpc.shared.Statuses;
import org.opsflow.proto.agent.v1.StreamLogsRequest;
import org.opsflow.proto.agent.v1.StreamLogsResponse;

/**
 * One StreamLogs call. One frame at a time: while a piece is being written the agent is not asked for more, and what
 * came meanwhile on its side is one larger piece.
 */
final class LogCall implements BulkCall<StreamLogsRequest> {
    private static final int MAX_PIECE = 64 << 10;

    private final ServerCallStreamObserver<StreamLogsResponse> call;
    private final Outbox<StreamLogsResponse> outbox;
    private final AttemptOutput output;
    /** Pieces and the end of the call in the order in which they came. */
    private final Executor inOrder;

    private Caller caller;
    private UUID attemptId;
    private long fence;

    LogCall(ServerCallStreamObserver<StreamLogsResponse> call, AttemptOutput output, Edge edge) {
        this.call = call;
        this.output = output;
        this.inOrder = MoreExecutors.newSequentialExecutor(edge.bulk());
        this.outbox = new Outbox<>(call, () -> {}, () -> {});
        call.disableAutoRequest();
        call.setOnCancelHandler(outbox::abandon);
    }

    @Override
    public void begin(Caller who) {
        caller = who;
        call.request(1);
    }

    @Override
    public void fail(StatusRuntimeException status) {
        outbox.fail(status);
    }

    @Override
    public void onNext(StreamLogsRequest piece) {
        inOrder.execute(() -> {
            try {
                store(piece);
                call.request(1);
            } catch (RuntimeException e) {
                outbox.fail(Statuses.of(e));
            }
        });
    }

    private void store(StreamLogsRequest piece) {
        if (attemptId == null) {
            attemptId = PublicId.ATTEMPT
                    .parse(piece.getAttemptId())
                    .orElseThrow(() -> Problem.invalid("attempt_id", "must be the attempt's id, in the first frame"));
            fence = piece.getFence();
        }
        FrameReader.check(piece.getData().size() <= MAX_PIECE, "data", "must be at most 64 KiB");
        FrameReader.check(piece.getOffset() >= 0, "offset", "must be less than 2^63");
        long stored = output.append(
                caller, attemptId, fence, piece.getOffset(), piece.getData().toByteArray());
        outbox.send(StreamLogsResponse.newBuilder().setStoredOffset(stored).build());
    }

    @Override
    public void onError(Throwable broken) {
        outbox.abandon();
    }

    @Override
    public void onCompleted() {
        inOrder.execute(outbox::complete);
    }
}
