package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.shared.Sha256;
import org.opsflow.domain.workflow.Artifact;
import org.opsflow.domain.workflow.Definition;
import org.opsflow.persistence.workflow.SqlArtifacts;

/** What an attempt was at when it was lost is where the next one goes on, on whichever agent. */
class CheckpointReportTest {
    private final Floor floor = new Floor();
    private final Worker worker = floor.worker("w1");
    private final Worker other = floor.worker("w2");
    private final Definition definition = floor.definition(Floor.yaml(
            """
            - {id: a, name: A, phase: one, type: script, command: "true", retries: 3}
            """));

    @Test
    void givesTheLastCheckpointToTheNextAttemptOnAnotherAgent() {
        Grant first = floor.running(worker, ready());
        floor.apply(state(first, 2, "one"), state(first, 3, "two"));

        Grant second = floor.granted(other, lost(first));
        ReadyStep again = lost(second);
        Grant third = floor.granted(worker, again);

        assertThat(first.checkpoint()).isEmpty();
        assertThat(text(second)).isEqualTo("two");
        assertThat(text(third)).isEqualTo("two");
        assertThat(blobs(first)).describedAs("what was replaced is thrown away").isEqualTo(1);
    }

    @Test
    void givesItAgainWithAClaimWhoseCommitWasNotSeen() {
        Grant first = floor.running(worker, ready());
        floor.apply(state(first, 2, "one"));
        Command claim = other.claim(floor.ids.next(), lost(first));
        floor.apply(claim);

        Outcome again = floor.apply(List.of(claim), true).outcomes().get(0);

        assertThat(text(((Outcome.Granted) again).grant())).isEqualTo("one");
    }

    @Test
    void givesWhatIsReportedInTheVeryBatchThatClaimsTheStepAgain() {
        Grant first = floor.running(worker, ready());
        floor.apply(state(first, 2, "one"));
        List<Command> commands =
                List.of(state(first, 3, "two"), worker.report(first, 4, new ReportBody.Released("not now")));

        Engine.Result result = floor.in(() -> floor.engine.apply(commands, false, (ended, ready) -> ready.stream()
                .map(step -> other.claim(floor.ids.next(), step))
                .toList()));

        assertThat(text(((Outcome.Granted) result.outcomes().get(2)).grant())).isEqualTo("two");
    }

    @Test
    void takesEffectOnceUnderItsNumberAndItsFence() {
        Grant first = floor.running(worker, ready());
        floor.apply(state(first, 2, "one"), state(first, 3, "two"));

        List<Outcome> outcomes = floor.apply(
                        state(first, 2, "one"),
                        state(first, 5, "gap"),
                        worker.report(first, first.fence() + 1, 4, checkpoint("stale")),
                        other.report(first, 4, checkpoint("foreign")))
                .outcomes();

        assertThat(outcomes.get(0)).isEqualTo(new Outcome.Receipted(false));
        assertThat(((Outcome.Refused) outcomes.get(1)).code()).isEqualTo(RefusalCode.OUT_OF_ORDER);
        assertThat(outcomes.subList(2, 4)).containsOnly(Outcome.Refused.leaseLost());
        assertThat(text(floor.granted(other, lost(first)))).isEqualTo("two");
    }

    @Test
    void takesAFileOfTheSameRunAndOfNoOther() {
        Grant first = floor.running(worker, ready());
        Grant elsewhere = floor.running(worker, ready());
        UUID file = stored(first);
        UUID foreign = stored(elsewhere);

        Outcome refused = only(worker.report(first, 2, new ReportBody.Checkpointed(new Checkpoint.File(foreign))));
        Outcome unknown =
                only(worker.report(first, 2, new ReportBody.Checkpointed(new Checkpoint.File(floor.ids.next()))));
        Outcome taken = only(worker.report(first, 2, new ReportBody.Checkpointed(new Checkpoint.File(file))));

        for (Outcome wrong : List.of(refused, unknown)) {
            assertThat(((Outcome.Refused) wrong).code()).isEqualTo(RefusalCode.INVALID);
            assertThat(((Outcome.Refused) wrong).field()).isEqualTo("checkpoint.artifact_id");
        }
        assertThat(taken).isEqualTo(new Outcome.Receipted(false));
        assertThat(floor.granted(other, lost(first)).checkpoint()).contains(new Checkpoint.File(file));
    }

    @Test
    void weighsMoreTheMoreThereIsToWrite() {
        Grant first = floor.running(worker, ready());
        Command large = worker.report(first, 2, new ReportBody.Checkpointed(new Checkpoint.State(new byte[256 << 10])));

        assertThat(large.weight()).isEqualTo(33);
        assertThat(state(first, 2, "one").weight()).isEqualTo(1);
    }

    private ReadyStep ready() {
        return floor.apply(floor.submit(definition)).ready().get(0);
    }

    private ReadyStep lost(Grant grant) {
        return floor.apply(floor.take(grant, false)).ready().get(0);
    }

    private Command.Report state(Grant grant, long number, String text) {
        return worker.report(grant, number, checkpoint(text));
    }

    private static ReportBody checkpoint(String text) {
        return new ReportBody.Checkpointed(new Checkpoint.State(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(Grant grant) {
        return new String(((Checkpoint.State) grant.checkpoint().orElseThrow()).bytes(), StandardCharsets.UTF_8);
    }

    private Outcome only(Command command) {
        return floor.apply(command).outcomes().get(0);
    }

    private long blobs(Grant grant) {
        return floor.in(() -> floor.sql.query(
                        "SELECT COUNT(*) AS found FROM `blob` WHERE workspace_id = ?",
                        bind -> bind.id(grant.plan().workspaceId()),
                        row -> row.big("found")))
                .get(0);
    }

    private UUID stored(Grant grant) {
        UUID id = floor.ids.next();
        byte[] sha256 = Sha256.of("content");
        floor.run(() -> {
            floor.blobs.begin(id, floor.workspace);
            floor.blobs.append(id, 0, "content".getBytes(StandardCharsets.UTF_8));
            floor.blobs.complete(id, 7, sha256);
            new SqlArtifacts(floor.sql)
                    .insert(new Artifact(
                            id,
                            floor.workspace,
                            grant.plan().runId(),
                            grant.stepId(),
                            grant.attemptId(),
                            "state.bin",
                            "other",
                            "application/octet-stream",
                            7,
                            sha256,
                            id,
                            floor.clock.instant()));
        });
        return id;
    }
}
