package org.opsflow.grpc.claim;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.UUID;
import org.opsflow.domain.claim.ReportBody;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.workflow.Comment;
import org.opsflow.proto.agent.v1.CommentScope;

/** Checks what agents remark against the limits of the contract. */
final class CommentReader {
    private CommentReader() {}

    static ReportBody report(org.opsflow.proto.agent.v1.Comment said) {
        CommentScope scope = said.getScope();
        FrameReader.check(
                scope == CommentScope.COMMENT_SCOPE_STEP || scope == CommentScope.COMMENT_SCOPE_RUN,
                "comment.scope",
                "must be STEP or RUN");
        ByteString bytes = said.getTextBytes();
        if (bytes.size() > Comment.MAX_TEXT) {
            throw new FrameReader.TooLarge(
                    "comment.text", Comment.MAX_TEXT, "upload it as an artifact and name that in artifact_ids.");
        }
        FrameReader.check(!said.getText().isBlank(), "comment.text", "must not be blank");
        FrameReader.check(
                said.getArtifactIdsCount() <= Comment.MAX_ARTIFACTS,
                "comment.artifact_ids",
                "must be at most " + Comment.MAX_ARTIFACTS);
        List<UUID> files =
                said.getArtifactIdsList().stream().map(CommentReader::artifact).toList();
        FrameReader.check(
                files.stream().distinct().count() == files.size(),
                "comment.artifact_ids",
                "must name each artifact once");
        return new ReportBody.Commented(scope == CommentScope.COMMENT_SCOPE_STEP, said.getText(), files);
    }

    private static UUID artifact(String id) {
        return PublicId.ARTIFACT
                .parse(id)
                .orElseThrow(() -> Problem.invalid("comment.artifact_ids", "must be artifacts' ids, art_…"));
    }
}
