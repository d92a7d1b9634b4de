package org.opsflow.grpc.claim;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.HexFormat;
import java.util.Optional;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.workflow.Artifact;
import org.opsflow.domain.workflow.ArtifactReading;
import org.opsflow.grpc.shared.Edge;
import org.opsflow.grpc.shared.LateCall;
import org.opsflow.grpc.shared.Outbox;
import org.opsflow.grpc.shared.Statuses;
import org.opsflow.proto.agent.v1.ArtifactInfo;
import org.opsflow.proto.agent.v1.DownloadArtifactResponse;

/** One DownloadArtifact call: the next chunk is read when the last one has gone out. */
final class DownloadCall implements LateCall {
    private final Outbox<DownloadArtifactResponse> outbox;
    private final ArtifactReading reading;
    private final Edge edge;
    private final String artifactId;
    private Caller caller;
    private Artifact artifact;
    private int next;

    DownloadCall(
            ServerCallStreamObserver<DownloadArtifactResponse> call,
            ArtifactReading reading,
            Edge edge,
            String artifactId) {
        this.reading = reading;
        this.artifactId = artifactId;
        this.edge = edge;
        this.outbox = new Outbox<>(call, this::goOn, () -> {});
        call.setOnCancelHandler(outbox::abandon);
    }

    @Override
    public void begin(Caller who) {
        caller = who;
        try {
            artifact = reading.findForWork(caller, PublicId.ARTIFACT.require(artifactId));
            outbox.send(DownloadArtifactResponse.newBuilder()
                    .setInfo(ArtifactInfo.newBuilder()
                            .setArtifactId(artifactId)
                            .setName(artifact.name())
                            .setMimeType(artifact.mimeType())
                            .setSizeBytes(artifact.sizeBytes())
                            .setSha256(HexFormat.of().formatHex(artifact.sha256())))
                    .build());
            sendWhileRoom();
        } catch (RuntimeException e) {
            outbox.fail(Statuses.of(e));
        }
    }

    @Override
    public void fail(StatusRuntimeException status) {
        outbox.fail(status);
    }

    private void goOn() {
        edge.bulk().execute(() -> {
            try {
                sendWhileRoom();
            } catch (RuntimeException e) {
                outbox.fail(Statuses.of(e));
            }
        });
    }

    private synchronized void sendWhileRoom() {
        while (outbox.hasRoom()) {
            Optional<byte[]> chunk = reading.chunk(caller, artifact, next++);
            if (chunk.isEmpty()) {
                outbox.complete();
                return;
            }
            outbox.send(DownloadArtifactResponse.newBuilder()
                    .setChunk(ByteString.copyFrom(chunk.get()))
                    .build());
        }
    }
}
