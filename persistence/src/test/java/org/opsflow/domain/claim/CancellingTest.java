package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.change.NumberedChange;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.workflow.Cancellation;
import org.opsflow.domain.workflow.RunPlan;
import org.opsflow.domain.workflow.RunRow;
import org.opsflow.domain.workflow.RunState;
import org.opsflow.domain.workflow.StepState;

class CancellingTest {
    private static final String STEPS = Floor.yaml(
            """
            - {id: a, phase: one, type: script, command: "true", needs: []}
            - {id: b, phase: one, type: script, command: "true", needs: []}
            - {id: c, phase: one, type: script, command: "true", needs: []}
            - {id: d, phase: two, type: script, command: "true", needs: [a, b, c]}
            """);

    private final Floor floor = new Floor();
    private final Worker worker = floor.worker("w1");

    private Engine.Result started;
    private RunPlan plan;

    private void start() {
        started = floor.apply(floor.submit(floor.definition(STEPS)));
        plan = started.made().get(0);
    }

    @Test
    void endsEveryOpenStepWhateverItWasDoing() {
        start();
        Grant completed = floor.running(worker, started.ready().get(0));
        floor.apply(worker.completed(completed));
        Grant running = floor.running(worker, started.ready().get(1));

        Engine.Result cancelled = floor.apply(floor.cancel(plan));

        assertThat(cancelled.outcomes())
                .containsExactly(new Outcome.Cancelled(List.of(new Stop(
                        running.attemptId(),
                        plan.runId(),
                        worker.session(),
                        running.fence(),
                        "The run was cancelled: wrong branch"))));
        assertThat(cancelled.ready()).isEmpty();
        assertThat(cancelled.withdrawn())
                .extracting(ReadyStep::id)
                .containsExactly(plan.stepIds().get(2));
        assertThat(IntStream.range(0, 4).mapToObj(ordinal -> floor.stateOf(plan, ordinal)))
                .containsExactly(StepState.COMPLETED, StepState.CANCELLED, StepState.CANCELLED, StepState.CANCELLED);
        RunRow run = floor.run(plan);
        assertThat(run.state()).isEqualTo(RunState.CANCELLED);
        assertThat(run.endedAt()).isPresent();
        assertThat(run.stepsOpen()).isZero();
        assertThat(run.stepsLive()).isZero();
        assertThat(run.stopping()).isEqualTo(1);
        assertThat(run.cancellation()).contains(new Cancellation(floor.owner.id(), Optional.of("wrong branch")));
    }

    @Test
    void tellsWhoCancelledAndWhyAndWhatBecameOfTheSteps() {
        start();
        floor.running(worker, started.ready().get(0));
        long before = floor.committed.get(floor.committed.size() - 1).to();

        floor.apply(floor.cancel(plan));

        List<NumberedChange> changes = floor.in(() -> floor.log.after(floor.workspace, before, 100));
        assertThat(changes)
                .extracting(NumberedChange::type)
                .containsExactly(
                        "workflow.step.completed",
                        "workflow.step.completed",
                        "workflow.step.completed",
                        "workflow.step.completed",
                        "workflow.execution.cancelled");
        JsonObject step = data(changes.get(0));
        assertThat(step.getString("status")).isEqualTo("skipped");
        assertThat(step.getString("state")).isEqualTo("cancelled");
        assertThat(step.getString("reason")).isEqualTo("cancelled");
        JsonObject run = data(changes.get(4));
        assertThat(run.getString("status")).isEqualTo("cancelled");
        assertThat(run.getString("cancel_stage")).isEqualTo("stopping");
        assertThat(run.getString("cancel_reason")).isEqualTo("wrong branch");
        assertThat(run.getString("cancelled_at")).isEqualTo(run.getString("completed_at"));
        assertThat(run.getJsonObject("cancelled_by").getString("id")).isEqualTo(PublicId.PERSON.of(floor.owner.id()));
    }

    private static JsonObject data(NumberedChange change) {
        return JsonText.parseObject(change.data()).orElseThrow();
    }

    @Test
    void refusesWhatTheAgentStillReports() {
        start();
        Grant running = floor.running(worker, started.ready().get(0));
        Grant leased = floor.granted(worker, started.ready().get(1));
        floor.apply(floor.cancel(plan));

        assertThat(floor.apply(
                                worker.completed(running),
                                worker.started(leased),
                                worker.report(leased, 1, new ReportBody.Released("bye")),
                                floor.take(leased, false))
                        .outcomes())
                .containsExactly(
                        Outcome.Refused.leaseLost(),
                        Outcome.Refused.leaseLost(),
                        Outcome.Refused.leaseLost(),
                        new Outcome.Nothing());
        assertThat(floor.apply(worker.started(running)).outcomes())
                .describedAs("a report that took effect before has its receipt")
                .containsExactly(new Outcome.Receipted(true));
    }

    @Test
    void givesAnOfferedStepToNobody() {
        start();
        floor.apply(floor.cancel(plan));

        Outcome claim = floor.apply(
                        worker.claim(floor.ids.next(), started.ready().get(0)))
                .outcomes()
                .get(0);

        assertThat(((Outcome.Refused) claim).code()).isEqualTo(RefusalCode.OFFER_GONE);
    }

    @Test
    void isOverWhenEveryAgentHasStopped() {
        start();
        Grant one = floor.running(worker, started.ready().get(0));
        Grant two = floor.granted(floor.worker("w2"), started.ready().get(1));
        floor.apply(floor.cancel(plan));

        assertThat(floor.apply(floor.stopped(one, false), floor.stopped(one, false))
                        .outcomes())
                .containsExactly(new Outcome.Stopped(), new Outcome.Nothing());
        assertThat(floor.run(plan).stopping()).isEqualTo(1);
        assertThat(floor.attempt(one.attemptId()).state()).isEqualTo(AttemptState.CANCELLED);
        assertThat(floor.attempt(two.attemptId()).state()).isEqualTo(AttemptState.STOPPING);

        floor.apply(floor.stopped(two, false));
        assertThat(floor.run(plan).stopping()).isZero();
        List<NumberedChange> changes = floor.in(() -> floor.log.after(floor.workspace, 0, 100));
        assertThat(data(changes.get(changes.size() - 1)).getString("cancel_stage"))
                .isEqualTo("stopped");
    }

    @Test
    void believesNoAgentThatItHasStoppedWhatItWasNotToldToStop() {
        start();
        Grant running = floor.running(worker, started.ready().get(0));

        assertThat(floor.apply(floor.stopped(running, false)).outcomes()).containsExactly(new Outcome.Nothing());
        assertThat(floor.attempt(running.attemptId()).state()).isEqualTo(AttemptState.RUNNING);
    }

    @Test
    void doesNotWaitForAnAgentWhoseLeaseRanOut() {
        start();
        Grant running = floor.running(worker, started.ready().get(0));
        floor.apply(floor.cancel(plan));
        assertThat(floor.apply(floor.stopped(running, true)).outcomes()).containsExactly(new Outcome.Nothing());

        floor.expireLease(worker);

        assertThat(floor.apply(floor.stopped(running, true)).outcomes()).containsExactly(new Outcome.Stopped());
    }

    @Test
    void hasNoFurtherEffectWhenItComesAgain() {
        start();
        floor.running(worker, started.ready().get(0));
        floor.apply(floor.cancel(plan));
        RunRow once = floor.run(plan);

        Command.CancelRun another = new Command.CancelRun(
                plan.runId(), floor.workspace, new Cancellation(UUID.randomUUID(), Optional.empty()), "again");
        Engine.Result again = floor.apply(List.of(floor.cancel(plan), another), true);

        assertThat(again.outcomes())
                .containsExactly(new Outcome.Cancelled(List.of()), new Outcome.Cancelled(List.of()));
        assertThat(floor.run(plan)).isEqualTo(once);
    }

    @Test
    void leavesARunAloneThatHasEndedOtherwise() {
        start();
        started.ready().forEach(step -> floor.apply(worker.completed(floor.running(worker, step))));
        ReadyStep last = floor.in(() -> new ReadyStep(
                plan.stepIds().get(3),
                plan.runId(),
                floor.workspace,
                floor.step(plan, 3).orderKey(),
                plan.spec(3)));
        floor.apply(worker.completed(floor.running(worker, last)));
        RunRow completed = floor.run(plan);

        assertThat(floor.apply(floor.cancel(plan)).outcomes()).containsExactly(new Outcome.Ended(RunState.COMPLETED));
        assertThat(floor.run(plan)).isEqualTo(completed);
    }

    @Test
    void endsAlsoARunThatIsAboutToFail() {
        start();
        Grant failing = floor.running(worker, started.ready().get(0));
        Grant running = floor.running(worker, started.ready().get(1));
        floor.apply(worker.failed(failing, false));
        assertThat(floor.run(plan).state()).isEqualTo(RunState.RUNNING);

        floor.apply(floor.cancel(plan));

        assertThat(floor.run(plan).state()).isEqualTo(RunState.CANCELLED);
        assertThat(floor.run(plan).errorMessage()).isPresent();
        assertThat(floor.stateOf(plan, 3)).isEqualTo(StepState.SKIPPED);
        assertThat(floor.attempt(running.attemptId()).state()).isEqualTo(AttemptState.STOPPING);
    }

    @Test
    void knowsNoRunOfAnotherWorkspaceAndNoneThatIsNotThere() {
        start();
        Command.CancelRun foreign = new Command.CancelRun(
                plan.runId(), UUID.randomUUID(), new Cancellation(UUID.randomUUID(), Optional.empty()), "mine");
        Command.CancelRun absent = new Command.CancelRun(
                floor.ids.next(), floor.workspace, new Cancellation(floor.owner.id(), Optional.empty()), "where");

        assertThat(floor.apply(foreign, absent).outcomes())
                .containsExactly(new Outcome.Nothing(), new Outcome.Nothing());
        assertThat(floor.run(plan).state()).isEqualTo(RunState.PENDING);
    }

    @Test
    void stopsWhatTheSameBatchGrants() {
        start();
        UUID attempt = floor.ids.next();

        List<Outcome> outcomes = floor.apply(
                        worker.claim(attempt, started.ready().get(0)), floor.cancel(plan))
                .outcomes();

        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Granted.class);
        assertThat(((Outcome.Cancelled) outcomes.get(1)).stops())
                .extracting(Stop::attemptId)
                .containsExactly(attempt);
        AttemptRow stored = floor.attempt(attempt);
        assertThat(stored.state()).isEqualTo(AttemptState.STOPPING);
        assertThat(stored.endedAt()).isPresent();
        assertThat(stored.reason()).contains("cancelled");
    }

    @Test
    void costsAsManyStatementsForManyLongRunsAsForAShortOne() {
        assertThat(cost(1, 1)).isEqualTo(cost(20, 40));
    }

    /** Statements of cancelling so many runs of so many steps each, half of them running, in one batch. */
    private long cost(int runs, int steps) {
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < steps; i++) {
            yaml.append("- {id: s").append(i).append(", phase: one, type: script, command: \"true\", needs: []}\n");
        }
        List<Command> submits = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            submits.add(floor.submit(floor.definition(Floor.yaml(yaml.toString()))));
        }
        Engine.Result made = floor.apply(submits, false);
        floor.plans.remember(made.made());
        List<Command> claims = made.ready().stream()
                .limit(Math.max(1, made.ready().size() / 2))
                .<Command>map(step -> worker.claim(floor.ids.next(), step))
                .toList();
        floor.apply(claims, false);
        List<Command> cancels = made.made().stream().<Command>map(floor::cancel).toList();
        return floor.in(() -> {
            long before = floor.statements();
            Engine.Result result = floor.engine.apply(cancels, false, Engine.Ahead.NONE);
            assertThat(result.outcomes()).hasSize(runs).allMatch(Outcome.Cancelled.class::isInstance);
            return floor.statements() - before;
        });
    }
}
