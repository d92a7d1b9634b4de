package org.opsflow.grpc.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.claim.ReportBody;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.proto.agent.v1.Comment;
import org.opsflow.proto.agent.v1.CommentScope;

class CommentReaderTest {
    private static final UUID FILE = new Ids().next();
    private static final Comment RIGHT = Comment.newBuilder()
            .setScope(CommentScope.COMMENT_SCOPE_RUN)
            .setText("é".repeat(8 << 10))
            .addArtifactIds(PublicId.ARTIFACT.of(FILE))
            .build();

    @Test
    void readsRemarksOnStepAndRun() {
        assertThat(CommentReader.report(RIGHT))
                .isEqualTo(new ReportBody.Commented(false, RIGHT.getText(), List.of(FILE)));
        assertThat(CommentReader.report(RIGHT.toBuilder()
                        .setScope(CommentScope.COMMENT_SCOPE_STEP)
                        .clearArtifactIds()
                        .build()))
                .isEqualTo(new ReportBody.Commented(true, RIGHT.getText(), List.of()));
    }

    @Test
    void refusesMoreThan16KiBInBytes() {
        assertThatThrownBy(() -> CommentReader.report(
                        RIGHT.toBuilder().setText(RIGHT.getText() + "x").build()))
                .isInstanceOfSatisfying(FrameReader.TooLarge.class, large -> assertThat(large.field)
                        .isEqualTo("comment.text"));
    }

    @Test
    void namesTheFieldThatIsWrong() {
        assertThat(field(RIGHT.toBuilder().clearScope())).isEqualTo("comment.scope");
        assertThat(field(RIGHT.toBuilder().setScopeValue(99))).isEqualTo("comment.scope");
        assertThat(field(RIGHT.toBuilder().setText(" \n"))).isEqualTo("comment.text");
        assertThat(field(RIGHT.toBuilder().addArtifactIds("run_1"))).isEqualTo("comment.artifact_ids");
        assertThat(field(RIGHT.toBuilder().addArtifactIds(PublicId.ARTIFACT.of(FILE))))
                .isEqualTo("comment.artifact_ids");
        assertThat(field(RIGHT.toBuilder()
                        .addAllArtifactIds(Stream.generate(() -> PublicId.ARTIFACT.of(new Ids().next()))
                                .limit(20)
                                .toList())))
                .as("21, each of them once")
                .isEqualTo("comment.artifact_ids");
    }

    private static String field(Comment.Builder wrong) {
        return catchThrowableOfType(Problem.class, () -> CommentReader.report(wrong.build()))
                .errors()
                .get(0)
                .field();
    }
}
