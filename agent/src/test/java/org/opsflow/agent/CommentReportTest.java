package org.opsflow.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opsflow.agent.FakeSession.step;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.AgentFrame.BodyCase;
import org.opsflow.proto.agent.v1.CommentScope;
import org.opsflow.proto.agent.v1.RefusalCode;
import org.opsflow.proto.agent.v1.Refused;

/** What work says to people. */
@Timeout(180)
class CommentReportTest {
    @TempDir
    Path state;

    private final FakeServer server = FakeServer.start();
    private OpsflowAgent agent;

    @BeforeEach
    void startAgent() {
        agent = Agents.of(server, state)
                .handler(work -> {
                    work.comment(Comment.onStep("one"));
                    work.comment(Comment.onRun("two").withArtifacts(List.of("art_1")));
                    return Outcome.completed("{}");
                })
                .start();
    }

    @AfterEach
    void stopAgent() {
        // First the server: an agent that has nobody to tell stops at once.
        server.close();
        Agents.stop(agent);
    }

    @Test
    void isReportedInOrderBeforeTheEnd() {
        FakeSession session = server.session().open();
        session.begin("att_1", 7, step("off_1"));

        AgentFrame one = session.expect(BodyCase.COMMENT);
        AgentFrame two = session.expect(BodyCase.COMMENT);

        assertThat(one.getNumber()).isEqualTo(2);
        assertThat(one.getComment().getText()).isEqualTo("one");
        assertThat(one.getComment().getScope()).isEqualTo(CommentScope.COMMENT_SCOPE_STEP);
        assertThat(two.getNumber()).isEqualTo(3);
        assertThat(two.getComment().getScope()).isEqualTo(CommentScope.COMMENT_SCOPE_RUN);
        assertThat(two.getComment().getArtifactIdsList()).containsExactly("art_1");
        assertThat(session.expect(BodyCase.COMPLETED).getNumber()).isEqualTo(4);
    }

    @Test
    void costsNothingButItselfWhenItIsRefused() {
        FakeSession session = server.session().open();
        session.begin("att_1", 7, step("off_1"));
        AgentFrame one = session.expect(BodyCase.COMMENT);
        AgentFrame two = session.expect(BodyCase.COMMENT);
        AgentFrame completed = session.expect(BodyCase.COMPLETED);
        session.receipt(one);

        session.refuse(two, Refused.newBuilder().setCode(RefusalCode.REFUSAL_CODE_INVALID));
        session.refuse(completed, Refused.newBuilder().setCode(RefusalCode.REFUSAL_CODE_OUT_OF_ORDER));

        assertThat(session.expect(BodyCase.COMPLETED).getNumber()).isEqualTo(3);
    }

    @Test
    void isNoLongerThanTheServerTakes() {
        assertThatThrownBy(() -> Comment.onStep("é".repeat(8 << 10) + "x")).hasMessageContaining("16384");
        assertThatThrownBy(() -> Comment.onRun(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Comment.onRun("x").withArtifacts(Collections.nCopies(21, "art_1")))
                .hasMessageContaining("20");
    }
}
