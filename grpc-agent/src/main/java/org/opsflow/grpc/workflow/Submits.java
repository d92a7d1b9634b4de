package org.opsflow.grpc.workflow;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.opsflow.domain.claim.Submissions;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.workflow.NewRun;
import org.opsflow.grpc.shared.LateCall;
import org.opsflow.grpc.shared.Outbox;
import org.opsflow.grpc.shared.Statuses;
import org.opsflow.proto.agent.v1.Priority;
import org.opsflow.proto.agent.v1.SubmitRequest;
import org.opsflow.proto.agent.v1.SubmitResponse;

/** The Submit call. */
@ApplicationScoped
public class Submits {
    private static final int QUICK_ARGS = 4 << 10;

    private final Submissions submissions;

    @Inject
    public Submits(Submissions submissions) {
        this.submissions = submissions;
    }

    Submits() {
        this(null);
    }

    /** Whether the call needs neither the database nor much time before it is queued: it may begin on the event loop. */
    public boolean isQuick(Caller caller, SubmitRequest asked) {
        return asked.getArgsJson().length() <= QUICK_ARGS && submissions.knows(caller, asked.getDefinitionId());
    }

    public LateCall submit(SubmitRequest asked, StreamObserver<SubmitResponse> out) {
        return new SubmitCall((ServerCallStreamObserver<SubmitResponse>) out, asked);
    }

    private final class SubmitCall implements LateCall {
        private final Outbox<SubmitResponse> outbox;
        private final SubmitRequest asked;

        SubmitCall(ServerCallStreamObserver<SubmitResponse> call, SubmitRequest asked) {
            this.asked = asked;
            outbox = new Outbox<>(call, () -> {}, () -> {});
            call.setOnCancelHandler(outbox::abandon);
        }

        @Override
        public void begin(Caller caller) {
            submissions.submit(caller, newRun(asked)).whenComplete((submitted, failure) -> {
                if (failure != null) {
                    fail(Statuses.of(failure));
                } else {
                    outbox.send(SubmitResponse.newBuilder()
                            .setRunId(PublicId.RUN.of(submitted.runId()))
                            .setDuplicate(submitted.duplicate())
                            .build());
                    outbox.complete();
                }
            });
        }

        @Override
        public void fail(StatusRuntimeException status) {
            outbox.fail(status);
        }
    }

    private static NewRun newRun(SubmitRequest asked) {
        if (asked.getClientId().isEmpty()) {
            throw Problem.invalid("client_id", "is missing; it makes the call safe to repeat");
        }
        if (asked.getPriority() == Priority.UNRECOGNIZED) {
            throw Problem.invalid("priority", "must be URGENT, HIGH, MEDIUM or LOW");
        }
        int priority = asked.getPriority() == Priority.PRIORITY_UNSPECIFIED
                ? Priority.PRIORITY_MEDIUM_VALUE - 1
                : asked.getPriorityValue() - 1;
        return new NewRun(
                Optional.of(asked.getClientId()),
                asked.getDefinitionId(),
                asked.getName(),
                asked.getArgsJson(),
                priority);
    }
}
