package org.opsflow.grpc.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.claim.ReportBody;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.proto.agent.v1.Checkpoint;

class CheckpointFramesTest {

    @Test
    void readsWhatItGivesBack() {
        Checkpoint most = state(CheckpointFrames.MAX_STATE);
        Checkpoint file = Checkpoint.newBuilder()
                .setArtifactId(PublicId.ARTIFACT.of(new Ids().next()))
                .build();

        assertThat(thereAndBack(most)).isEqualTo(most);
        assertThat(thereAndBack(file)).isEqualTo(file);
    }

    @Test
    void refusesMoreThan256KiBAndSaysWhatToDo() {
        assertThatThrownBy(() -> CheckpointFrames.report(state(CheckpointFrames.MAX_STATE + 1)))
                .isInstanceOfSatisfying(FrameReader.TooLarge.class, large -> assertThat(large.field)
                        .isEqualTo("checkpoint.state"))
                .hasMessageContaining("262144 bytes")
                .hasMessageContaining("artifact_id");
    }

    @Test
    void refusesNeitherBothAndWhatIsNoArtifact() {
        Checkpoint both = state(1).toBuilder()
                .setArtifactId(PublicId.ARTIFACT.of(new Ids().next()))
                .build();
        Checkpoint wrong = Checkpoint.newBuilder().setArtifactId("run_1").build();

        assertThat(field(() -> CheckpointFrames.report(Checkpoint.getDefaultInstance())))
                .isEqualTo("checkpoint");
        assertThat(field(() -> CheckpointFrames.report(both))).isEqualTo("checkpoint");
        assertThat(field(() -> CheckpointFrames.report(wrong))).isEqualTo("checkpoint.artifact_id");
    }

    private static Checkpoint state(int size) {
        return Checkpoint.newBuilder()
                .setState(ByteString.copyFrom(new byte[size]))
                .build();
    }

    private static Checkpoint thereAndBack(Checkpoint frame) {
        return CheckpointFrames.granted(((ReportBody.Checkpointed) CheckpointFrames.report(frame)).checkpoint());
    }

    private static String field(ThrowingCallable reading) {
        return catchThrowableOfType(Problem.class, reading).errors().get(0).field();
    }
}
