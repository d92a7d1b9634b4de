package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.change.NumberedChange;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.workflow.Definition;
import org.opsflow.domain.workflow.RunPlan;
import org.opsflow.domain.workflow.RunState;
import org.opsflow.domain.workflow.StepState;

class EngineTest {
    private static final String CHAIN = Floor.yaml(
            """
            - {id: a, name: A, phase: one, type: script, command: "true"}
            - {id: b, name: B, phase: two, type: script, command: "echo {{ steps.a.output }}"}
            """);
    private static final String FAN = Floor.yaml(
            """
            - {id: a, name: A, phase: one, type: script, command: "true", needs: []}
            - {id: b, name: B, phase: one, type: script, command: "true", needs: [], retries: 1}
            - {id: c, name: C, phase: two, type: script, command: "true", needs: [a, b]}
            """);

    private final Floor floor = new Floor();
    private final Worker worker = floor.worker("w1");

    private final List<ReadyStep> ready = new ArrayList<>();

    private RunPlan start(String yaml) {
        Definition definition = floor.definition(yaml);
        Command.Submit submit = floor.submit(definition);
        ready.addAll(floor.apply(submit).ready());
        return submit.plan();
    }

    @Test
    void walksAChainToItsEnd() {
        RunPlan plan = start(CHAIN);
        assertThat(ready).hasSize(1);
        assertThat(floor.run(plan).state()).isEqualTo(RunState.PENDING);

        Grant first = floor.running(worker, ready.get(0));
        assertThat(floor.run(plan).state()).isEqualTo(RunState.RUNNING);
        Engine.Result completed = floor.apply(worker.completed(first));
        assertThat(completed.outcomes()).containsExactly(new Outcome.Receipted(true));
        assertThat(completed.ready()).hasSize(1);
        assertThat(floor.run(plan).phaseOpen()).containsExactly(0, 1, 0);

        Grant second = floor.running(worker, completed.ready().get(0));
        assertThat(second.command()).isEqualTo("echo '{\"n\":1}'");
        assertThat(second.inputs()).containsEntry("a", "{\"n\":1}");
        floor.apply(worker.completed(second));

        assertThat(floor.run(plan).state()).isEqualTo(RunState.COMPLETED);
        assertThat(floor.run(plan).stepsOpen()).isZero();
        assertThat(floor.run(plan).stepsLive()).isZero();
        assertThat(floor.stateOf(plan, 1)).isEqualTo(StepState.COMPLETED);
    }

    @Test
    void claimsAheadInTheTransactionThatMakesWork() {
        Definition definition = floor.definition(CHAIN);
        Command.Submit submit = floor.submit(definition);
        List<ReadyStep> made = new ArrayList<>();
        Engine.Result first = floor.apply(List.of(submit), false, (ended, fresh) -> {
            assertThat(ended).isEmpty();
            made.addAll(fresh);
            return List.of(worker.claim(floor.ids.next(), made.get(0)));
        });
        assertThat(first.outcomes()).hasSize(2);
        assertThat(first.ready()).isEmpty();
        Grant grant = ((Outcome.Granted) first.outcomes().get(1)).grant();
        assertThat(floor.stateOf(submit.plan(), 0)).isEqualTo(StepState.LEASED);

        Engine.Result second =
                floor.apply(List.of(worker.started(grant), worker.completed(grant)), false, (ended, fresh) -> {
                    assertThat(ended).containsExactly(grant.attemptId());
                    return List.of(
                            worker.claim(floor.ids.next(), fresh.iterator().next()));
                });
        Grant next = ((Outcome.Granted) second.outcomes().get(2)).grant();
        assertThat(next.inputs()).containsEntry("a", "{\"n\":1}");
        floor.apply(worker.started(next), worker.completed(next));
        assertThat(floor.run(submit.plan()).state()).isEqualTo(RunState.COMPLETED);
    }

    /** An agent that holds nothing is not renewed by the reconciler; one that works is, before half its lease is over. */
    @Test
    void aClaimRenewsALeaseThatIsShort() {
        start(FAN);
        floor.expireLease(worker);
        floor.granted(worker, ready.get(0));
        Duration renewed = leaseLeft();
        assertThat(renewed).isGreaterThan(floor.settings.lease().dividedBy(2));

        floor.granted(worker, ready.get(1));
        assertThat(leaseLeft()).isLessThanOrEqualTo(renewed);
    }

    private Duration leaseLeft() {
        return floor.in(() -> floor.sessions.lock(List.of(worker.session())))
                .get(0)
                .leaseLeft();
    }

    /** The step is another's by then: the rest of the batch stands. */
    @Test
    void aClaimAheadThatComesTooLateHarmsNobody() {
        start(CHAIN);
        floor.running(floor.worker("w2"), ready.get(0));

        Command.Submit other = floor.submit(floor.definition(CHAIN));
        Engine.Result result = floor.apply(
                List.of(other), false, (ended, fresh) -> List.of(worker.claim(floor.ids.next(), ready.get(0))));

        assertThat(result.outcomes().get(0))
                .isEqualTo(new Outcome.Submitted(other.plan().runId(), false));
        assertThat(((Outcome.Refused) result.outcomes().get(1)).code()).isEqualTo(RefusalCode.OFFER_GONE);
    }

    @Test
    void numbersChangesDenselyInTheOrderOfCommits() {
        RunPlan plan = start(CHAIN);
        floor.apply(worker.completed(floor.running(worker, ready.get(0))));

        List<NumberedChange> stored = floor.in(() -> floor.log.after(floor.workspace, 0, 100));
        assertThat(stored).extracting(NumberedChange::n).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(stored)
                .extracting(NumberedChange::type)
                .containsExactly(
                        "workflow.execution.created",
                        "workflow.step.claimed",
                        "workflow.step.started",
                        "workflow.execution.status_changed",
                        "workflow.step.completed",
                        "workflow.step.ready",
                        "workflow.execution.progressed");
        assertThat(floor.committed.stream().flatMap(batch -> batch.changes().stream()))
                .isEqualTo(stored);
        assertThat(plan).isNotNull();
    }

    @Test
    void givesAStepToOneOfTwoClaims() {
        start(CHAIN);
        Worker other = floor.worker("w2");

        List<Outcome> outcomes = floor.apply(
                        worker.claim(floor.ids.next(), ready.get(0)), other.claim(floor.ids.next(), ready.get(0)))
                .outcomes();

        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Granted.class);
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void grantsARepeatedClaimWhoseCommitWasNotSeen() {
        RunPlan plan = start(CHAIN);
        UUID attempt = floor.ids.next();
        Command claim = worker.claim(attempt, ready.get(0));
        floor.apply(claim);

        Outcome again = floor.apply(List.of(claim), true).outcomes().get(0);

        assertThat(again).isInstanceOf(Outcome.Granted.class);
        assertThat(floor.step(plan, 0).fence()).isEqualTo(1);
        assertThat(floor.step(plan, 0).attempts()).isEqualTo(1);
    }

    @Test
    void makesARunOnceWhenTheCommitOfItsSubmissionWasNotSeen() {
        Definition definition = floor.definition(CHAIN);
        Command.Submit submit = floor.submit(definition);
        Command.Submit named = withClientId(floor.submit(definition));
        floor.apply(submit, named);

        List<Outcome> again = floor.apply(List.of(submit, named), true).outcomes();

        assertThat(again)
                .containsExactly(
                        new Outcome.Submitted(submit.plan().runId(), false),
                        new Outcome.Submitted(named.plan().runId(), false));
    }

    @Test
    void refusesAClaimOfASupersededSession() {
        start(CHAIN);
        Worker old = worker.superseded();

        assertThat(floor.apply(old.claim(floor.ids.next(), ready.get(0))).outcomes())
                .containsExactly(new Outcome.Superseded());
    }

    @Test
    void refusesReportWithStaleFence() {
        RunPlan plan = start(CHAIN);
        Grant grant = floor.granted(worker, ready.get(0));

        Outcome outcome = floor.apply(worker.report(grant, grant.fence() - 1, 1, new ReportBody.Started()))
                .outcomes()
                .get(0);

        assertThat(outcome).isEqualTo(Outcome.Refused.leaseLost());
        assertThat(floor.stateOf(plan, 0)).isEqualTo(StepState.LEASED);
    }

    @Test
    void endsNoAttemptByAReportThatRepeatsANumber() {
        RunPlan plan = start(CHAIN);
        Grant grant = floor.running(worker, ready.get(0));

        Engine.Result again = floor.apply(worker.report(grant, 1, new ReportBody.Released("bye")));

        assertThat(again.outcomes()).containsExactly(new Outcome.Receipted(false));
        assertThat(floor.stateOf(plan, 0)).isEqualTo(StepState.RUNNING);
    }

    @Test
    void givesARepeatedReportTheSameReceiptAndNoSecondEffect() {
        RunPlan plan = start(CHAIN);
        Grant grant = floor.running(worker, ready.get(0));
        floor.apply(worker.completed(grant));
        long revision = floor.run(plan).revision();

        Engine.Result again = floor.apply(worker.completed(grant), worker.started(grant));

        assertThat(again.outcomes()).containsExactly(new Outcome.Receipted(true), new Outcome.Receipted(true));
        assertThat(again.ready()).isEmpty();
        assertThat(floor.run(plan).revision()).isEqualTo(revision);
    }

    @Test
    void refusesReportsOutOfOrderAndOutOfState() {
        start(CHAIN);
        Grant grant = floor.granted(worker, ready.get(0));

        List<Outcome> outcomes = floor.apply(
                        worker.completed(grant),
                        worker.report(
                                grant,
                                1,
                                new ReportBody.Completed("null", "", java.util.OptionalInt.empty(), List.of())))
                .outcomes();

        assertThat(outcomes)
                .extracting(outcome -> ((Outcome.Refused) outcome).code())
                .containsExactly(RefusalCode.OUT_OF_ORDER, RefusalCode.ILLEGAL_STATE);
        assertThat(floor.attempt(grant.attemptId()).lastReport()).isZero();
    }

    @Test
    void takesAnAttemptOnlyWhenItsLeaseRanOutAndRefusesItsLateReport() {
        RunPlan plan = start(CHAIN);
        Grant grant = floor.running(worker, ready.get(0));
        assertThat(floor.apply(floor.takeIfExpired(grant)).outcomes()).containsExactly(new Outcome.Nothing());

        floor.expireLease(worker);
        Engine.Result taken = floor.apply(floor.takeIfExpired(grant));

        assertThat(taken.outcomes()).containsExactly(new Outcome.Taken());
        assertThat(taken.ready()).hasSize(1);
        assertThat(floor.stateOf(plan, 0)).isEqualTo(StepState.READY);
        assertThat(floor.apply(worker.completed(grant)).outcomes()).containsExactly(Outcome.Refused.leaseLost());
        Grant next = floor.granted(floor.worker("w2"), taken.ready().get(0));
        assertThat(next.fence()).isEqualTo(grant.fence() + 1);
    }

    @Test
    void failsTheRunOnceAStepFailedForGood() {
        RunPlan plan = start(FAN);
        Grant a = floor.running(worker, ready.get(0));
        Grant b = floor.running(worker, ready.get(1));

        floor.apply(worker.failed(a, false));
        assertThat(floor.run(plan).state()).isEqualTo(RunState.RUNNING);
        assertThat(floor.stateOf(plan, 2)).isEqualTo(StepState.SKIPPED);

        floor.apply(worker.completed(b));
        assertThat(floor.run(plan).state()).isEqualTo(RunState.FAILED);
        assertThat(floor.run(plan).errorMessage()).contains("Step 'a' failed: it broke");
        assertThat(floor.run(plan).stepsOpen()).isZero();
    }

    @Test
    void triesARetryableFailureAgainWhileRetriesAreLeft() {
        RunPlan plan = start(FAN);
        Grant first = floor.running(worker, ready.get(1));

        List<ReadyStep> again = floor.apply(worker.failed(first, true)).ready();
        assertThat(again).hasSize(1);
        floor.apply(worker.failed(floor.running(worker, again.get(0)), true));

        assertThat(floor.stateOf(plan, 1)).isEqualTo(StepState.FAILED);
        assertThat(floor.stateOf(plan, 0)).isEqualTo(StepState.SKIPPED);
        assertThat(floor.run(plan).state()).isEqualTo(RunState.FAILED);
    }

    @Test
    void returnsAReleasedStepUnharmed() {
        RunPlan plan = start(CHAIN);
        Grant grant = floor.running(worker, ready.get(0));

        floor.apply(worker.report(grant, 2, new ReportBody.Released("bye")));

        assertThat(floor.stateOf(plan, 0)).isEqualTo(StepState.READY);
        assertThat(floor.step(plan, 0).failures()).isZero();
    }

    @Test
    void givesARepeatedClientIdTheSameRun() {
        Definition definition = floor.definition(CHAIN);
        Command.Submit one = withClientId(floor.submit(definition));
        Command.Submit two = withClientId(floor.submit(definition));
        Command.Submit three = withClientId(floor.submit(definition));

        List<Outcome> together = floor.apply(one, two).outcomes();
        List<Outcome> later = floor.apply(three).outcomes();

        UUID run = one.plan().runId();
        assertThat(together).containsExactly(new Outcome.Submitted(run, false), new Outcome.Submitted(run, true));
        assertThat(later).containsExactly(new Outcome.Submitted(run, true));
    }

    @Test
    void refusesAReportOnAnAttemptThatTheSameBatchMakes() {
        RunPlan plan = start(CHAIN);
        UUID guessed = floor.ids.next();
        Command.Report hasty = new Command.Report(
                plan.runId(),
                floor.workspace,
                guessed,
                1,
                1,
                worker.session(),
                worker.face(),
                new ReportBody.Started());

        List<Outcome> outcomes =
                floor.apply(worker.claim(guessed, ready.get(0)), hasty).outcomes();

        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Granted.class);
        assertThat(outcomes.get(1)).isEqualTo(Outcome.Refused.leaseLost());
        assertThat(floor.stateOf(plan, 0)).isEqualTo(StepState.LEASED);
    }

    @Test
    void failsAStepThatWasLostTooOften() {
        RunPlan plan = start(CHAIN);
        ReadyStep next = ready.get(0);
        for (int loss = 0; loss < floor.settings.maxLosses(); loss++) {
            next = floor.apply(floor.take(floor.granted(worker, next), false))
                    .ready()
                    .get(0);
        }
        Engine.Result last = floor.apply(floor.take(floor.granted(worker, next), false));

        assertThat(last.outcomes()).containsExactly(new Outcome.Taken());
        assertThat(last.ready()).isEmpty();
        assertThat(floor.stateOf(plan, 0)).isEqualTo(StepState.FAILED);
        assertThat(floor.run(plan).state()).isEqualTo(RunState.FAILED);
        assertThat(floor.run(plan).errorMessage().orElseThrow()).contains("Lost 6 times");
    }

    @Test
    void doesNotHoldAgainstAStepThatAgentsLeaveInGoodOrder() {
        RunPlan plan = start(CHAIN);
        ReadyStep next = ready.get(0);
        for (int i = 0; i <= floor.settings.maxLosses(); i++) {
            Grant grant = floor.granted(worker, next);
            next = floor.apply(floor.take(grant, Taking.GOODBYE)).ready().get(0);
            assertThat(floor.attempt(grant.attemptId()).reason()).contains("goodbye");
        }

        assertThat(floor.step(plan, 0).losses()).isZero();
        assertThat(floor.stateOf(plan, 0)).isEqualTo(StepState.READY);
    }

    /** A step may be what brings its agent down, and a supervisor restarts it faster than a lease runs out. */
    @Test
    void failsAStepWhoseAgentsComeBackWithoutItTooOften() {
        RunPlan plan = start(CHAIN);
        ReadyStep next = ready.get(0);
        for (int loss = 0; loss < floor.settings.maxLosses(); loss++) {
            next = floor.apply(floor.take(floor.granted(worker, next), Taking.ABANDONED))
                    .ready()
                    .get(0);
        }
        floor.apply(floor.take(floor.granted(worker, next), Taking.ABANDONED));

        assertThat(floor.stateOf(plan, 0)).isEqualTo(StepState.FAILED);
    }

    @Test
    void readsAndLocksOfARunOnlyTheStepsThatACommandChanges() {
        RunPlan plan = start(FAN);
        Grant a = floor.running(worker, ready.get(0));
        Grant b = floor.running(worker, ready.get(1));
        floor.apply(worker.completed(a));

        assertThat(lockedBy(worker.failed(b, true)))
                .containsExactly(plan.stepIds().get(1));
        assertThat(lockedBy(floor.take(b, Taking.GOODBYE)))
                .containsExactly(plan.stepIds().get(1));
        assertThat(lockedBy(worker.failed(b, false)))
                .describedAs("what is over is left alone")
                .containsExactly(plan.stepIds().get(1), plan.stepIds().get(2));
        assertThat(lockedBy(floor.cancel(plan)))
                .containsExactly(plan.stepIds().get(1), plan.stepIds().get(2));
    }

    /** In the order of the definition, which is that of the ids. */
    private List<UUID> lockedBy(Command command) {
        return floor.in(() -> {
            Batch batch = new Batch(floor.clock.instant(), floor.settings);
            new Loading(floor.stores, floor.plans, List.of(command), false).into(batch);
            return batch.steps.keySet().stream().sorted(Ids::compareBytes).toList();
        });
    }

    @Test
    void refusesAReportFromAnotherSessionAndAnotherWorkspace() {
        start(CHAIN);
        Grant grant = floor.granted(worker, ready.get(0));
        Command.Report foreign = new Command.Report(
                grant.plan().runId(),
                floor.ids.next(),
                grant.attemptId(),
                grant.fence(),
                1,
                worker.session(),
                worker.face(),
                new ReportBody.Started());

        assertThat(floor.apply(floor.worker("w2").started(grant), foreign).outcomes())
                .containsOnly(Outcome.Refused.leaseLost());
    }

    private static Command.Submit withClientId(Command.Submit submit) {
        return new Command.Submit(submit.plan(), 2, java.util.Optional.of("same"), submit.createdBy());
    }
}
