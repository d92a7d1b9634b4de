package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.change.NumberedChange;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.workflow.Comment;
import org.opsflow.domain.workflow.Definition;

/** What agents remark while they work. */
class CommentReportTest {
    private final Floor floor = new Floor();
    private final Worker worker = floor.worker("w1");
    private final Definition definition = floor.definition(
            Floor.yaml("""
            - {id: a, name: A, phase: one, type: script, command: "true"}
            """));
    private final Grant grant =
            floor.running(worker, floor.apply(floor.submit(definition)).ready().get(0));

    @Test
    void keepsEachOnceInItsOrderAndTellsItLive() {
        floor.committed.clear();
        Command onStep = said(2, true, "one");
        floor.apply(onStep, said(3, false, "two"));
        Outcome again = floor.apply(List.of(onStep), true).outcomes().get(0);

        List<Comment> all = comments(Optional.empty());
        assertThat(again).isEqualTo(new Outcome.Receipted(false));
        assertThat(all).extracting(Comment::text).containsExactlyInAnyOrder("one", "two");
        assertThat(comments(Optional.of(grant.stepId())))
                .extracting(Comment::text)
                .containsExactly("one");
        assertThat(all.get(0).author().name()).contains("Kenji");
        List<NumberedChange> told = floor.committed.stream()
                .flatMap(batch -> batch.changes().stream())
                .toList();
        assertThat(told).extracting(NumberedChange::type).containsOnly("workflow.comment.created");
        JsonObject data = JsonText.parse(told.get(0).data()).orElseThrow().asJsonObject();
        assertThat(data.getString("text")).isEqualTo("one");
        assertThat(data.getString("step_id")).isEqualTo(PublicId.STEP.of(grant.stepId()));
        assertThat(told.get(1).data()).contains("\"step_id\":null");
    }

    @Test
    void refusesThoseUnderAStaleFenceOfAnotherAgentAndOfForeignFiles() {
        List<Outcome> outcomes = floor.apply(
                        worker.report(grant, grant.fence() + 1, 2, new ReportBody.Commented(true, "stale", List.of())),
                        floor.worker("w2").report(grant, 2, new ReportBody.Commented(true, "stolen", List.of())),
                        worker.report(grant, 2, new ReportBody.Commented(true, "file", List.of(floor.ids.next()))))
                .outcomes();

        assertThat(outcomes.subList(0, 2)).containsOnly(Outcome.Refused.leaseLost());
        assertThat(((Outcome.Refused) outcomes.get(2)).field()).isEqualTo("comment.artifact_ids");
        assertThat(comments(Optional.empty())).isEmpty();
        assertThat(floor.attempt(grant.attemptId()).lastReport()).isEqualTo(1);
    }

    @Test
    void refusesThoseBeforeTheWorkBegan() {
        Grant leased = floor.granted(
                worker, floor.apply(floor.submit(definition)).ready().get(0));

        Outcome early = floor.apply(worker.report(leased, 1, new ReportBody.Commented(false, "early", List.of())))
                .outcomes()
                .get(0);

        assertThat(((Outcome.Refused) early).code()).isEqualTo(RefusalCode.ILLEGAL_STATE);
        assertThat(floor.attempt(leased.attemptId()).lastReport()).isZero();
    }

    private Command.Report said(long number, boolean onStep, String text) {
        return worker.report(grant, number, new ReportBody.Commented(onStep, text, List.of()));
    }

    private List<Comment> comments(Optional<UUID> stepId) {
        return floor.in(
                () -> floor.comments.ofRun(floor.workspace, grant.plan().runId(), stepId, Optional.empty(), 100));
    }
}
