package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.agent.AgentInstance;
import org.opsflow.domain.workflow.RunPlan;
import org.opsflow.domain.workflow.StepState;
import org.opsflow.persistence.board.SqlBoardRows;
import org.opsflow.persistence.claim.SqlLogs;

/** What becomes of a step whose agent lives and gets nowhere. */
class StallTest {
    private static final String MARKED = "- {id: a, phase: one, type: script, command: \"true\", stallAfter: 60m}\n";
    private static final String REASSIGNED =
            "- {id: a, phase: one, type: script, command: \"true\", stallAfter: 60m, onStall: reassign}\n";

    private static final String NUDGED =
            "- {id: a, phase: one, type: script, command: \"true\", stallAfter: 60m, onStall: nudge}\n";

    private final Floor floor = new Floor();
    private LiveNode node;

    @BeforeEach
    void start() {
        node = LiveNode.start(floor, "node-" + floor.workspace, Duration.ofMinutes(5));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private RunPlan submitted(String steps) {
        Command.Submit submit = floor.submit(floor.definition(Floor.yaml(steps)));
        floor.apply(submit);
        return submit.plan();
    }

    private ScriptedAgent agent() {
        ScriptedAgent agent = new ScriptedAgent(floor);
        agent.connect(node);
        return agent;
    }

    /** As if the last progress that is stored of the attempt had been so long ago, and its agent connected before. */
    private void age(UUID attemptId, Duration age) {
        floor.run(() -> floor.sql.update(
                "UPDATE agent_session SET opened_at = UTC_TIMESTAMP(6) - INTERVAL ? MICROSECOND"
                        + " WHERE id = (SELECT session_id FROM attempt WHERE id = ?)",
                bind -> bind.micros(age).id(attemptId)));
        ageProgress(attemptId, age);
    }

    private void ageProgress(UUID attemptId, Duration age) {
        floor.run(() -> floor.sql.update(
                "UPDATE attempt SET progress_at = UTC_TIMESTAMP(6) - INTERVAL ? MICROSECOND WHERE id = ?",
                bind -> bind.micros(age).id(attemptId)));
    }

    private boolean isStalled(RunPlan plan) {
        return floor.step(plan, 0).stalledAt().isPresent();
    }

    private void awaitWhileItLives(ScriptedAgent agent, SessionOut.Held held, BooleanSupplier condition) {
        await().until(() -> {
            agent.beats(held);
            return condition.getAsBoolean();
        });
    }

    private AgentInstance.Activity activityOf(ScriptedAgent agent) {
        return floor.in(() -> new SqlBoardRows(floor.sql).instances(floor.workspace)).get(agent.agentId()).stream()
                .map(AgentInstance::activity)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private List<String> told() {
        return floor.in(() -> floor.sql.query(
                "SELECT type FROM change_entry WHERE workspace_id = ? ORDER BY n",
                bind -> bind.id(floor.workspace),
                row -> row.text("type")));
    }

    @Test
    void isShownUntilTheAgentTellsOfProgressAndHeartbeatsDoNotHideIt() {
        RunPlan plan = submitted(MARKED);
        ScriptedAgent agent = agent();
        SessionOut.Held held = agent.work();
        age(held.attemptId(), Duration.ofHours(2));

        awaitWhileItLives(agent, held, () -> isStalled(plan));

        assertThat(floor.stateOf(plan, 0)).isEqualTo(StepState.RUNNING);
        assertThat(activityOf(agent)).isEqualTo(AgentInstance.Activity.STALLED);
        agent.progresses();
        await().until(() -> !isStalled(plan));
        assertThat(activityOf(agent)).isEqualTo(AgentInstance.Activity.WORKING);
        agent.report(2, Worker.completion());
        agent.awaitHeard("receipt 2");
        assertThat(told()).contains("workflow.step.stalled", "workflow.step.recovered");
    }

    @Test
    void isNotShownOfAnAgentWhoseProgressIsOnlyKnownToItsNode() {
        RunPlan plan = submitted(MARKED);
        ScriptedAgent agent = agent();
        SessionOut.Held held = agent.work();
        agent.progresses();

        age(held.attemptId(), Duration.ofHours(2));

        await("what was heard is stored").until(() -> floor.attempt(held.attemptId())
                .progressAt()
                .isAfter(floor.clock.instant().minus(Duration.ofMinutes(30))));
        assertThat(isStalled(plan)).isFalse();
        assertThat(told()).doesNotContain("workflow.step.stalled");
    }

    @Test
    void isNotBelievedOfAnAgentThatCouldNotBeHeardForLong() {
        RunPlan plan = submitted(REASSIGNED);
        ScriptedAgent agent = agent();
        SessionOut.Held held = agent.work();
        agent.breakOff();
        ageProgress(held.attemptId(), Duration.ofHours(2));

        agent.connect(node, held);

        assertThat(floor.in(() -> floor.attempts.standstills("node-" + floor.workspace, 10)))
                .isEmpty();
        age(held.attemptId(), Duration.ofHours(2));
        awaitWhileItLives(agent, held, () -> floor.step(plan, 0).losses() == 1);
    }

    @Test
    void isSeenOfAttemptsThatAreOlderThanItsColumns() {
        RunPlan plan = submitted(MARKED);
        ScriptedAgent agent = agent();
        SessionOut.Held held = agent.work();
        age(held.attemptId(), Duration.ofHours(2));
        floor.run(() -> floor.sql.update(
                "UPDATE attempt SET progress_at = NULL, leased_at = UTC_TIMESTAMP(6) - INTERVAL 2 HOUR WHERE id = ?",
                bind -> bind.id(held.attemptId())));

        awaitWhileItLives(agent, held, () -> isStalled(plan));
    }

    @Test
    void endsWithAReportAndWithAnythingTheStepPrints() {
        RunPlan plan = submitted(MARKED);
        ScriptedAgent agent = agent();
        SessionOut.Held held = agent.work();
        age(held.attemptId(), Duration.ofHours(2));
        awaitWhileItLives(agent, held, () -> isStalled(plan));

        agent.report(2, new ReportBody.Checkpointed(new Checkpoint.State(new byte[] {1})));
        agent.awaitHeard("receipt 2");
        assertThat(isStalled(plan)).isFalse();

        age(held.attemptId(), Duration.ofHours(2));
        awaitWhileItLives(agent, held, () -> isStalled(plan));
        AttemptOutput output = new AttemptOutput(floor.attempts, new SqlLogs(floor.sql), new NoSignals(), floor.clock);
        floor.run(() -> output.append(agent.caller(), held.attemptId(), held.fence(), 0, "line\n".getBytes()));
        awaitWhileItLives(agent, held, () -> !isStalled(plan));
    }

    @Test
    void endsWithTheAttempt() {
        RunPlan plan = submitted(MARKED);
        ScriptedAgent agent = agent();
        SessionOut.Held held = agent.work();
        age(held.attemptId(), Duration.ofHours(2));
        awaitWhileItLives(agent, held, () -> isStalled(plan));

        agent.report(2, new ReportBody.Released("later"));
        agent.awaitHeard("receipt 2");

        assertThat(isStalled(plan)).isFalse();
        SessionOut.Held next = agent.work();
        assertThat(next.attemptId()).isNotEqualTo(held.attemptId());
        agent.beats(next);
        assertThat(floor.attempt(next.attemptId()).progressAt())
                .describedAs("a new attempt does not inherit the old time")
                .isAfter(floor.clock.instant().minus(Duration.ofMinutes(30)));
    }

    @Test
    void survivesThatTheAgentConnectsAnewAndEndsThere() {
        RunPlan plan = submitted(MARKED);
        ScriptedAgent agent = agent();
        SessionOut.Held held = agent.work();
        age(held.attemptId(), Duration.ofHours(2));
        awaitWhileItLives(agent, held, () -> isStalled(plan));
        agent.breakOff();

        agent.connect(node, held);
        agent.beats(held);

        assertThat(isStalled(plan)).isTrue();
        agent.progresses();
        await().until(() -> !isStalled(plan));
    }

    @Test
    void takesTheStepToAnotherAgentWhereTheDefinitionSaysSo() {
        RunPlan plan = submitted(REASSIGNED);
        ScriptedAgent stalled = agent();
        SessionOut.Held held = stalled.work();
        ScriptedAgent heir = agent();
        heir.credit();
        age(held.attemptId(), Duration.ofHours(2));

        awaitWhileItLives(stalled, held, () -> heir.heard.contains("offer"));

        assertThat(stalled.heard).anyMatch(said -> said.startsWith("revoked LEASE_LOST"));
        assertThat(floor.attempt(held.attemptId()).reason()).contains("stalled");
        assertThat(floor.step(plan, 0).losses()).isEqualTo(1);
    }

    @Test
    void asksTheAgentForASignOfProgressOnceInEachStandstill() {
        RunPlan plan = submitted(NUDGED);
        ScriptedAgent agent = agent();
        SessionOut.Held held = agent.work();
        age(held.attemptId(), Duration.ofHours(2));

        awaitWhileItLives(agent, held, () -> agent.heard.contains("steer"));
        // Longer still, and on another connection: it is the same standstill.
        age(held.attemptId(), Duration.ofHours(3));
        agent.acknowledges();
        agent.breakOff();
        agent.connect(node, held);
        agent.report(2, new ReportBody.Checkpointed(new Checkpoint.State(new byte[] {1})));
        agent.awaitHeard("receipt 2");
        assertThat(isStalled(plan)).isFalse();

        Control asked = floor.in(() ->
                        floor.controls.ofStep(floor.workspace, plan.stepIds().get(0)))
                .get(0);
        assertThat(asked.text()).contains("3600 s");
        assertThat(asked.isOfServer()).isTrue();
        assertThat(asked.requester()).contains("Opsflow");
        assertThat(asked.state()).isEqualTo(Control.State.ACKNOWLEDGED);
        assertThat(nudges(plan)).isEqualTo(1);

        age(held.attemptId(), Duration.ofHours(2));
        awaitWhileItLives(agent, held, () -> nudges(plan) == 2);
    }

    @Test
    void asksOnceThoughTheStandstillIsSeenTwice() {
        Worker worker = floor.worker("w");
        Grant grant = floor.granted(
                worker,
                floor.apply(floor.submit(floor.definition(Floor.yaml(NUDGED))))
                        .ready()
                        .get(0));

        stall(worker, grant);
        stall(worker, grant);

        assertThat(nudges(grant.plan())).isEqualTo(1);
    }

    private int nudges(RunPlan plan) {
        return floor.in(() ->
                        floor.controls.ofStep(floor.workspace, plan.stepIds().get(0)))
                .size();
    }

    @Test
    void asksNobodyWhereTheDefinitionSaysOnlyToShowIt() {
        RunPlan plan = submitted(MARKED);
        ScriptedAgent agent = agent();
        SessionOut.Held held = agent.work();
        age(held.attemptId(), Duration.ofHours(2));

        awaitWhileItLives(agent, held, () -> isStalled(plan));

        assertThat(nudges(plan)).isZero();
    }

    @Test
    void failsAStepThatStallsWhoeverWorksOnIt() {
        Worker worker = floor.worker("w");
        ReadyStep step = floor.apply(floor.submit(floor.definition(Floor.yaml(REASSIGNED))))
                .ready()
                .get(0);
        for (int i = 0; i < floor.settings.maxLosses(); i++) {
            step = stall(worker, floor.granted(worker, step)).ready().get(0);
        }

        Grant last = floor.granted(worker, step);
        assertThat(stall(worker, last).ready()).isEmpty();

        assertThat(floor.stateOf(last.plan(), 0)).isEqualTo(StepState.FAILED);
    }

    private Engine.Result stall(Worker worker, Grant grant) {
        return floor.apply(new Command.Stall(
                grant.plan().runId(),
                floor.workspace,
                grant.attemptId(),
                floor.attempt(grant.attemptId()).progressAt(),
                worker.face()));
    }

    @Test
    void isNotBelievedWhenThereWasProgressSinceItWasSeen() {
        RunPlan plan = submitted(MARKED);
        ScriptedAgent agent = agent();
        SessionOut.Held held = agent.work();
        Command.Stall late = new Command.Stall(
                plan.runId(),
                floor.workspace,
                held.attemptId(),
                floor.attempt(held.attemptId()).progressAt().minusSeconds(1),
                floor.worker("other").face());

        assertThat(floor.apply(late).outcomes()).containsExactly(new Outcome.Nothing());
        assertThat(isStalled(plan)).isFalse();
    }

    private static final class NoSignals implements Signals {
        @Override
        public void step(StepSignal signal) {}

        @Override
        public void process(ProcessSignal signal) {}

        @Override
        public void output(UUID workspaceId, UUID stepId, int attempt, long offset, byte[] data) {}
    }
}
