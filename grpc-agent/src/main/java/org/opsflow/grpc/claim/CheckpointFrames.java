package org.opsflow.grpc.claim;

import com.google.protobuf.ByteString;
import java.util.UUID;
import org.opsflow.domain.blob.Blobs;
import org.opsflow.domain.claim.Checkpoint;
import org.opsflow.domain.claim.ReportBody;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;

/** Checkpoints as agents report them and as they get them back. */
final class CheckpointFrames {
    static final int MAX_STATE = Blobs.CHUNK;

    private CheckpointFrames() {}

    static ReportBody report(org.opsflow.proto.agent.v1.Checkpoint reached) {
        boolean hasFile = !reached.getArtifactId().isEmpty();
        FrameReader.check(
                hasFile == reached.getState().isEmpty(),
                "checkpoint",
                "must hold either state of at least a byte or an artifact_id");
        return new ReportBody.Checkpointed(
                hasFile ? new Checkpoint.File(artifact(reached.getArtifactId())) : state(reached.getState()));
    }

    private static Checkpoint state(ByteString state) {
        if (state.size() > MAX_STATE) {
            throw new FrameReader.TooLarge(
                    "checkpoint.state", MAX_STATE, "upload it as an artifact and report its artifact_id instead.");
        }
        return new Checkpoint.State(state.toByteArray());
    }

    private static UUID artifact(String id) {
        return PublicId.ARTIFACT
                .parse(id)
                .orElseThrow(() -> Problem.invalid("checkpoint.artifact_id", "must be an artifact's id, art_…"));
    }

    static org.opsflow.proto.agent.v1.Checkpoint granted(Checkpoint checkpoint) {
        var frame = org.opsflow.proto.agent.v1.Checkpoint.newBuilder();
        if (checkpoint instanceof Checkpoint.State state) {
            frame.setState(ByteString.copyFrom(state.bytes()));
        } else if (checkpoint instanceof Checkpoint.File file) {
            frame.setArtifactId(PublicId.ARTIFACT.of(file.artifactId()));
        }
        return frame.build();
    }
}
