package org.opsflow.grpc.claim;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.opsflow.domain.claim.ArtifactUpload;
import org.opsflow.domain.claim.AttemptOutput;
import org.opsflow.domain.shared.Settings;
import org.opsflow.domain.workflow.ArtifactReading;
import org.opsflow.grpc.shared.Edge;
import org.opsflow.grpc.shared.LateCall;
import org.opsflow.proto.agent.v1.DownloadArtifactRequest;
import org.opsflow.proto.agent.v1.DownloadArtifactResponse;
import org.opsflow.proto.agent.v1.StreamLogsRequest;
import org.opsflow.proto.agent.v1.StreamLogsResponse;
import org.opsflow.proto.agent.v1.UploadArtifactRequest;
import org.opsflow.proto.agent.v1.UploadArtifactResponse;

/** Sets up the calls that carry bulk data. */
@ApplicationScoped
public class Files {
    private final AttemptOutput output;
    private final ArtifactUpload upload;
    private final ArtifactReading reading;
    private final Settings settings;
    private final Edge edge;

    @Inject
    public Files(AttemptOutput output, ArtifactUpload upload, ArtifactReading reading, Settings settings, Edge edge) {
        this.output = output;
        this.upload = upload;
        this.reading = reading;
        this.settings = settings;
        this.edge = edge;
    }

    Files() {
        this(null, null, null, null, null);
    }

    public BulkCall<StreamLogsRequest> logs(StreamObserver<StreamLogsResponse> out) {
        return new LogCall((ServerCallStreamObserver<StreamLogsResponse>) out, output, edge);
    }

    public BulkCall<UploadArtifactRequest> upload(StreamObserver<UploadArtifactResponse> out) {
        return new UploadCall(
                (ServerCallStreamObserver<UploadArtifactResponse>) out, upload, settings.maxArtifactBytes(), edge);
    }

    public LateCall download(DownloadArtifactRequest asked, StreamObserver<DownloadArtifactResponse> out) {
        return new DownloadCall(
                (ServerCallStreamObserver<DownloadArtifactResponse>) out, reading, edge, asked.getArtifactId());
    }
}
