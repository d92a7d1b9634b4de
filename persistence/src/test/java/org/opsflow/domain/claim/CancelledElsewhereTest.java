package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.workflow.RunPlan;
import org.opsflow.domain.workflow.RunState;

/** A person cancels at one server, the agent is at another, or away: two nodes on one database, reconcilers running. */
class CancelledElsewhereTest {
    /** Long enough for a scripted agent, which does not beat. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private static final String REVOKED = "revoked CANCELLED: The run was cancelled: wrong branch";

    private final Floor floor = new Floor();
    private final ScriptedAgent agent = new ScriptedAgent(floor);
    private final LiveNode here = LiveNode.start(floor, "here-" + floor.workspace, LEASE);
    private LiveNode there = LiveNode.start(floor.beside(), "there-" + floor.workspace, LEASE);

    @AfterEach
    void stop() {
        here.close();
        there.close();
    }

    private RunPlan start() {
        Command.Submit submit =
                floor.submit(floor.definition(Floor.yaml("- {id: a, phase: one, type: script, command: \"true\"}\n")));
        floor.apply(submit);
        return submit.plan();
    }

    private void cancel(LiveNode node, RunPlan plan) throws Exception {
        node.cancellations
                .cancel(floor.owner, PublicId.RUN.of(plan.runId()), Optional.of("wrong branch"))
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
        assertThat(floor.run(plan).state()).isEqualTo(RunState.CANCELLED);
    }

    private void awaitStopped(RunPlan plan) {
        await("nobody is waited for").until(() -> floor.run(plan).stopping() == 0);
    }

    @Test
    void tellsAnAgentAtTheSameServer() throws Exception {
        RunPlan plan = start();
        agent.connect(here);
        SessionOut.Held held = agent.work();

        cancel(here, plan);

        assertThat(agent.heard).describedAs("told before the answer").contains(REVOKED);
        assertThat(floor.run(plan).stopping()).isEqualTo(1);
        agent.saysItHasStopped(held);
        awaitStopped(plan);
    }

    @Test
    void tellsAnAgentAtAnotherServerAndRefusesWhatItStillReports() throws Exception {
        RunPlan plan = start();
        agent.connect(there);
        SessionOut.Held held = agent.work();

        cancel(here, plan);

        agent.awaitHeard(REVOKED);
        agent.report(2, new ReportBody.Completed("1", "", OptionalInt.empty(), List.of()));
        agent.awaitHeard("refused LEASE_LOST");
        assertThat(floor.run(plan).stopping()).isEqualTo(1);
        agent.saysItHasStopped(held);
        awaitStopped(plan);
        assertThat(agent.heard.stream().filter(REVOKED::equals)).hasSize(1);
        // The place of what was stopped is free.
        RunPlan next = start();
        agent.work();
        assertThat(floor.run(next).state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void tellsAnAgentThatWasAwayAtWhateverServerItComesBackTo() throws Exception {
        RunPlan plan = start();
        agent.connect(there);
        SessionOut.Held held = agent.work();
        agent.breakOff();

        cancel(here, plan);
        assertThat(floor.run(plan).stopping()).isEqualTo(1);
        agent.connect(here, held);

        agent.awaitHeard(REVOKED);
        assertThat(agent.heard).contains("welcome, kept 0, lost 0");
        agent.saysItHasStopped(held);
        awaitStopped(plan);
    }

    @Test
    void knowsAfterARestartWhomItHasToTell() throws Exception {
        RunPlan plan = start();
        agent.connect(there);
        SessionOut.Held held = agent.work();
        there.close();
        cancel(here, plan);

        there = LiveNode.start(floor.beside(), "there-" + floor.workspace, LEASE);
        agent.connect(there, held);

        agent.awaitHeard(REVOKED);
        agent.saysItHasStopped(held);
        awaitStopped(plan);
    }

    @Test
    void waitsForNoProcessThatComesBackWithoutTheWork() throws Exception {
        RunPlan plan = start();
        agent.connect(there);
        agent.work();
        agent.breakOff();
        cancel(here, plan);

        agent.connect(here);

        awaitStopped(plan);
        assertThat(agent.heard).doesNotContain(REVOKED);
    }

    @Test
    void waitsForNoAgentLongerThanItsLease() throws Exception {
        RunPlan plan = start();
        agent.connect(there);
        agent.work();
        agent.breakOff();

        cancel(here, plan);

        assertThat(floor.run(plan).stopping()).isEqualTo(1);
        floor.expireLeases();
        awaitStopped(plan);
    }

    @Test
    void takesBackAnOfferOfTheRun() throws Exception {
        RunPlan plan = start();
        agent.connect(here);
        agent.ask();

        cancel(here, plan);

        assertThat(agent.heard).contains("refused OFFER_GONE");
    }

    @Test
    void saysWhatARunIsThatCannotBeCancelledAnyMore() {
        RunPlan plan = start();
        agent.connect(here);
        agent.work();
        agent.report(2, new ReportBody.Completed("1", "", OptionalInt.empty(), List.of()));
        agent.awaitHeard("receipt 2");

        assertThatThrownBy(() -> cancel(there, plan))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFLICT);
                    assertThat(problem.code()).isEqualTo("run_ended");
                    assertThat(problem.current().orElseThrow()).contains("\"status\":\"completed\"");
                });
    }
}
