package org.opsflow.grpc.boot;

import io.grpc.stub.StreamObserver;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;
import org.opsflow.domain.identity.Caller;
import org.opsflow.grpc.claim.Conversations;
import org.opsflow.grpc.claim.Files;
import org.opsflow.grpc.shared.Bearer;
import org.opsflow.grpc.shared.Edge;
import org.opsflow.grpc.shared.LateCall;
import org.opsflow.grpc.shared.Statuses;
import org.opsflow.grpc.workflow.Submits;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.AgentServiceGrpc;
import org.opsflow.proto.agent.v1.DownloadArtifactRequest;
import org.opsflow.proto.agent.v1.DownloadArtifactResponse;
import org.opsflow.proto.agent.v1.ServerFrame;
import org.opsflow.proto.agent.v1.StreamLogsRequest;
import org.opsflow.proto.agent.v1.StreamLogsResponse;
import org.opsflow.proto.agent.v1.SubmitRequest;
import org.opsflow.proto.agent.v1.SubmitResponse;
import org.opsflow.proto.agent.v1.UploadArtifactRequest;
import org.opsflow.proto.agent.v1.UploadArtifactResponse;

/** Finds out who calls and delegates. */
@Dependent
class AgentService extends AgentServiceGrpc.AgentServiceImplBase {
    private final Conversations conversations;
    private final Files files;
    private final Submits submits;
    private final Bearer bearer;
    private final Edge edge;

    @Inject
    AgentService(Conversations conversations, Files files, Submits submits, Bearer bearer, Edge edge) {
        this.conversations = conversations;
        this.files = files;
        this.submits = submits;
        this.bearer = bearer;
        this.edge = edge;
    }

    AgentService() {
        this(null, null, null, null, null);
    }

    void drain() {
        conversations.drain();
    }

    @Override
    public StreamObserver<AgentFrame> connect(StreamObserver<ServerFrame> out) {
        return conversations.begin(out);
    }

    @Override
    public void submit(SubmitRequest asked, StreamObserver<SubmitResponse> out) {
        LateCall call = submits.submit(asked, out);
        if (bearer.remembered(Bearer.presented())
                .filter(caller -> submits.isQuick(caller, asked))
                .isPresent()) {
            authenticate(call);
        } else {
            onEdge(call);
        }
    }

    @Override
    public StreamObserver<StreamLogsRequest> streamLogs(StreamObserver<StreamLogsResponse> out) {
        return authenticate(files.logs(out));
    }

    @Override
    public StreamObserver<UploadArtifactRequest> uploadArtifact(StreamObserver<UploadArtifactResponse> out) {
        return authenticate(files.upload(out));
    }

    @Override
    public void downloadArtifact(DownloadArtifactRequest asked, StreamObserver<DownloadArtifactResponse> out) {
        // Reading the artifact asks the database in any case.
        onEdge(files.download(asked, out));
    }

    /** Begins the call at once when the key is remembered, else on a thread that may ask the database. */
    private <T extends LateCall> T authenticate(T call) {
        Optional<Caller> caller = bearer.remembered(Bearer.presented());
        if (caller.isPresent()) {
            begin(call, caller::get);
        } else {
            onEdge(call);
        }
        return call;
    }

    private void onEdge(LateCall call) {
        String key = Bearer.presented();
        edge.executeWhileWanted(() -> begin(call, () -> bearer.require(key)));
    }

    private static void begin(LateCall call, Supplier<Caller> caller) {
        try {
            call.begin(caller.get());
        } catch (RuntimeException e) {
            call.fail(Statuses.of(e));
        }
    }
}
