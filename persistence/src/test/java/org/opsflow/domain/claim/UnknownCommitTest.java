package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.workflow.Definition;
import org.opsflow.domain.workflow.RunPlan;

/** A batch whose commit was not seen is applied again: whatever had become of it, the end is the same. */
class UnknownCommitTest {
    private final Floor floor = new Floor();
    private final Worker worker = floor.worker("w1");
    private final Definition definition = floor.definition(
            Floor.yaml(
                    """
                    - {id: a, phase: one, type: script, command: a, needs: []}
                    - {id: b, phase: one, type: script, command: b, needs: [], retries: 3}
                    - {id: c, phase: one, type: script, command: c, needs: []}
                    - {id: d, phase: one, type: script, command: d, needs: []}
                    - {id: e, phase: two, type: script, command: e, needs: [a, b, c, d]}
                    """));

    @Test
    void endsInTheSameStateWithTheSameAnswers() {
        Command.Submit submit = floor.submit(definition);
        List<ReadyStep> ready = twice(List.of(submit)).ready();
        assertThat(ready).isEmpty();
        ready = queue();
        assertThat(ready).hasSize(4);

        List<Command> claims = new ArrayList<>();
        ready.forEach(step -> claims.add(worker.claim(floor.ids.next(), step)));
        List<Grant> grants = twice(claims).outcomes().stream()
                .map(outcome -> ((Outcome.Granted) outcome).grant())
                .toList();
        twice(grants.stream().<Command>map(worker::started).toList());
        twice(List.of(
                worker.completed(grants.get(0)),
                worker.failed(grants.get(1), true),
                worker.report(grants.get(2), 2, new ReportBody.Released("bye")),
                floor.take(grants.get(3), false)));

        assertThat(queue())
                .extracting(ReadyStep::spec)
                .extracting(spec -> spec.key())
                .containsExactlyInAnyOrder("b", "c", "d");
        RunPlan plan = submit.plan();
        assertThat(floor.step(plan, 1).failures()).isEqualTo(1);
        assertThat(floor.step(plan, 3).losses()).isEqualTo(1);
        assertThat(floor.step(plan, 4).needsLeft()).isEqualTo(3);
        assertThat(floor.run(plan).stepsLive()).isEqualTo(3);
    }

    @Test
    void tellsEachChangeOnce() {
        twice(List.of(floor.submit(definition)));
        twice(List.of(worker.claim(floor.ids.next(), queue().get(0))));

        assertThat(floor.in(() -> floor.log.after(floor.workspace, 0, 100)))
                .extracting(change -> change.type())
                .containsExactly("workflow.execution.created", "workflow.step.claimed");
    }

    @Test
    void appliesWhatHadNotBeenCommitted() {
        Command.Submit submit = floor.submit(definition);
        floor.apply(List.of(submit), true);
        Command.Claim claim = worker.claim(floor.ids.next(), queue().get(0));

        assertThat(floor.apply(List.of(claim), true).outcomes().get(0)).isInstanceOf(Outcome.Granted.class);
        assertThat(floor.step(submit.plan(), 0).fence()).isEqualTo(1);
    }

    @Test
    void doesNotGrantAnEndedAttemptAgain() {
        floor.apply(floor.submit(definition));
        Command.Claim claim = worker.claim(floor.ids.next(), queue().get(0));
        Grant grant = ((Outcome.Granted) floor.apply(claim).outcomes().get(0)).grant();
        floor.apply(worker.started(grant), worker.completed(grant));

        assertThat(floor.apply(List.of(claim), true).outcomes().get(0)).isInstanceOf(Outcome.Refused.class);
    }

    /** What was claimed ahead is a command of its own in the second call. */
    @Test
    void keepsWhatWasClaimedAhead() {
        Command.Submit submit = floor.submit(definition);
        List<Command.Claim> ahead = new ArrayList<>();
        List<Outcome> first = floor.apply(List.of(submit), false, (ended, ready) -> {
                    ahead.add(worker.claim(floor.ids.next(), ready.iterator().next()));
                    return ahead;
                })
                .outcomes();

        Engine.Result second = floor.apply(List.of(submit, ahead.get(0)), true);

        assertThat(second.outcomes()).isEqualTo(first);
        assertThat(queue()).hasSize(3);
        assertThat(floor.in(() -> floor.log.after(floor.workspace, 0, 100)))
                .extracting(change -> change.type())
                .containsExactly("workflow.execution.created", "workflow.step.claimed");
    }

    @Test
    void claimsAheadWhatHadNotBeenCommitted() {
        Command.Submit submit = floor.submit(definition);
        Command.Submit lost = floor.submit(definition);
        List<ReadyStep> ready = new ArrayList<>();
        floor.apply(List.of(submit), false, (ended, made) -> {
            ready.addAll(made);
            return List.of();
        });
        Command.Claim claim = worker.claim(floor.ids.next(), ready.get(0));

        List<Outcome> outcomes = floor.apply(List.of(lost, claim), true).outcomes();

        assertThat(outcomes.get(0)).isEqualTo(new Outcome.Submitted(lost.plan().runId(), false));
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Granted.class);
    }

    /** The batch that is tried again completes the very step whose output the claim ahead needs. */
    @Test
    void aClaimAheadReadsWhatItsOwnBatchCompletes() {
        Definition chain = floor.definition(
                Floor.yaml(
                        """
                        - {id: a, phase: one, type: script, command: a}
                        - {id: b, phase: two, type: script, command: "echo {{ steps.a.output }}"}
                        """));
        Grant first =
                floor.running(worker, floor.apply(floor.submit(chain)).ready().get(0));
        Command completed = worker.completed(first);
        List<Command.Claim> ahead = new ArrayList<>();
        assertThatThrownBy(() -> floor.in(() -> {
                    floor.engine.apply(List.of(completed), false, (ended, ready) -> {
                        ahead.add(
                                worker.claim(floor.ids.next(), ready.iterator().next()));
                        return ahead;
                    });
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");

        List<Outcome> outcomes =
                floor.apply(List.of(completed, ahead.get(0)), true).outcomes();

        Grant second = ((Outcome.Granted) outcomes.get(1)).grant();
        assertThat(second.inputs()).containsEntry("a", "{\"n\":1}");
    }

    /** As a lane does when the first call broke after its commit. What is told is the second answer. */
    private Engine.Result twice(List<Command> commands) {
        List<Outcome> first = floor.apply(commands, false).outcomes();
        Engine.Result second = floor.apply(commands, true);
        for (int i = 0; i < first.size(); i++) {
            // What was taken cannot be taken again; nobody waits for that answer.
            if (!(first.get(i) instanceof Outcome.Taken)) {
                assertThat(second.outcomes().get(i)).isEqualTo(first.get(i));
            }
        }
        return second;
    }

    private List<ReadyStep> queue() {
        return floor.in(() -> new QueueReading(floor.steps, floor.attempts, floor.sessions, floor.definitions)
                .read(
                        new Window.Key(
                                floor.workspace,
                                definition
                                        .workflow()
                                        .steps()
                                        .get(0)
                                        .requirement()
                                        .key()),
                        Optional.empty(),
                        100));
    }
}
