package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.board.SeenStep;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.workflow.RunPlan;
import org.opsflow.domain.workflow.StepPause;
import org.opsflow.domain.workflow.StepPause.Stage;
import org.opsflow.domain.workflow.StepState;
import org.opsflow.persistence.board.SqlBoardRows;

/** A person pauses the attempt at work on a step and lets it go on: two nodes on one database, reconcilers running. */
class StepPausingTest {
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final Floor floor = new Floor();
    private final ScriptedAgent agent = new ScriptedAgent(floor);
    private final LiveNode here = LiveNode.start(floor, "here-" + floor.workspace, LEASE);
    private final LiveNode there = LiveNode.start(floor.beside(), "there-" + floor.workspace, LEASE);
    private final SqlBoardRows rows = new SqlBoardRows(floor.sql);
    private RunPlan plan;

    @AfterEach
    void stop() {
        here.close();
        there.close();
    }

    private SessionOut.Held atWork(LiveNode node) {
        Command.Submit submit =
                floor.submit(floor.definition(Floor.yaml("- {id: a, phase: one, type: script, command: \"true\"}\n")));
        floor.apply(submit);
        plan = submit.plan();
        agent.connect(node);
        return agent.work();
    }

    private String step() {
        return PublicId.STEP.of(plan.stepIds().get(0));
    }

    private Control pause(LiveNode node) {
        return node.steering.pause(floor.owner, step());
    }

    private Control resume(LiveNode node) {
        return node.steering.resume(floor.owner, step());
    }

    private Optional<Stage> stage() {
        return floor.in(() -> rows.steps(floor.workspace, List.of(plan.runId())))
                .get(0)
                .pause()
                .map(StepPause::stage);
    }

    private void completes() {
        agent.report(2, new ReportBody.Completed("1", "", OptionalInt.empty(), List.of()));
        agent.awaitHeard("receipt 2");
    }

    @Test
    void showsHowFarTheAgentHasComeWithIt() {
        SessionOut.Held held = atWork(here);
        assertThat(stage()).isEmpty();

        assertThat(pause(here).state()).isEqualTo(Control.State.DELIVERED);

        assertThat(stage()).contains(Stage.PAUSING);
        assertThat(agent.asked).singleElement().satisfies(told -> {
            assertThat(told.kind()).isEqualTo(Control.Kind.PAUSE);
            assertThat(told.attempt().orElseThrow().attemptId()).isEqualTo(held.attemptId());
            assertThat(told.attempt().orElseThrow().fence()).isEqualTo(held.fence());
        });
        agent.acknowledges();
        assertThat(stage()).contains(Stage.PAUSED);
        assertThat(floor.stateOf(plan, 0)).isEqualTo(StepState.RUNNING);
        resume(here);
        assertThat(stage()).contains(Stage.RESUMING);
        agent.acknowledges();
        assertThat(stage()).isEmpty();
        assertThat(agent.asked).extracting(Control::kind).containsExactly(Control.Kind.PAUSE, Control.Kind.RESUME);
    }

    @Test
    void holdsBackNothingElseOfTheAgent() {
        atWork(here);
        pause(here);
        agent.acknowledges();
        assertThat(agent.isHeldBack()).isFalse();

        completes();

        assertThat(floor.stateOf(plan, 0)).isEqualTo(StepState.COMPLETED);
        assertThat(stage()).isEmpty();
        assertThat(floor.in(() -> rows.step(floor.workspace, plan.stepIds().get(0)))
                        .flatMap(SeenStep::pause))
                .isEmpty();
    }

    /** What a person has paused gets nowhere on their word; what only is to pause is watched on. */
    @Test
    void isNotTakenForAStandstill() {
        UUID held = atWork(here).attemptId();
        assertThat(standsStill(held)).isTrue();
        pause(here);
        assertThat(standsStill(held)).isTrue();
        agent.acknowledges();
        assertThat(standsStill(held)).isFalse();
        resume(here);
        agent.acknowledges();
        assertThat(standsStill(held)).isFalse();
        floor.run(() -> floor.sql.update(
                "UPDATE agent_control SET ended_at = ended_at - INTERVAL 30 DAY WHERE attempt_id = ?",
                bind -> bind.id(held)));
        assertThat(standsStill(held)).isTrue();
    }

    /** If its last progress was long ago; only this transaction sees it so. */
    private boolean standsStill(UUID attemptId) {
        return floor.in(() -> {
            goneOnBefore(attemptId, 20);
            boolean found = floor.attempts.standstills("here-" + floor.workspace, 10).stream()
                    .anyMatch(standstill -> standstill.place().id().equals(attemptId));
            goneOnBefore(attemptId, 0);
            return found;
        });
    }

    private void goneOnBefore(UUID attemptId, int days) {
        floor.sql.update(
                "UPDATE agent_session SET opened_at = UTC_TIMESTAMP(6) - INTERVAL ? DAY"
                        + " WHERE id = (SELECT session_id FROM attempt WHERE id = ?)",
                bind -> bind.number(days).id(attemptId));
        floor.sql.update(
                "UPDATE attempt SET progress_at = UTC_TIMESTAMP(6) - INTERVAL ? DAY WHERE id = ?",
                bind -> bind.number(days).id(attemptId));
    }

    @Test
    void asksOnceHoweverOftenAPersonDoes() {
        atWork(here);
        Control first = pause(here);
        assertThat(pause(there).id()).isEqualTo(first.id());
        agent.acknowledges();
        assertThat(pause(here).id()).isEqualTo(first.id());
        Control on = resume(here);
        agent.acknowledges();
        assertThat(resume(there).id()).isEqualTo(on.id());

        assertThat(agent.asked).hasSize(2);
        assertThat(pause(here).id()).isNotEqualTo(first.id());
        assertThat(stage()).contains(Stage.PAUSING);
    }

    @Test
    void isVoidWhenTheAgentIsToGoOnBeforeItHasHeard() {
        atWork(here);
        agent.reads = false;
        pause(here);
        resume(there);
        agent.reads = true;

        await("told").until(() -> !agent.asked.isEmpty());

        assertThat(agent.asked).extracting(Control::kind).containsExactly(Control.Kind.RESUME);
        assertThat(floor.in(() ->
                        floor.controls.ofStep(floor.workspace, plan.stepIds().get(0))))
                .extracting(Control::state)
                .startsWith(Control.State.EXPIRED);
    }

    @Test
    void tellsAnAgentAtAnotherServerAndAgainOnItsNextSession() {
        SessionOut.Held held = atWork(there);
        Control asked = pause(here);
        await("told").until(() -> agent.asked.size() == 1);
        agent.breakOff();

        agent.connect(here, held);

        await("told again").until(() -> agent.asked.size() == 2);
        assertThat(agent.asked).extracting(Control::id).containsOnly(asked.id());
        agent.acknowledges();
        agent.breakOff();
        agent.connect(there, held);
        assertThat(agent.asked).hasSize(2);
        assertThat(stage()).contains(Stage.PAUSED);
    }

    /** The grant did not reach it, or it forgot: whoever begins the work anew does not know that it is paused. */
    @Test
    void isToldAgainWithAGrantThatIsMadeAnew() {
        Command.Submit submit =
                floor.submit(floor.definition(Floor.yaml("- {id: a, phase: one, type: script, command: \"true\"}\n")));
        floor.apply(submit);
        plan = submit.plan();
        agent.connect(here);
        agent.ask();
        agent.acceptsWhatIsOffered();
        pause(here);
        agent.acknowledges();
        agent.breakOff();
        agent.asked.clear();

        agent.connect(there);

        agent.awaitHeard("pause");
        assertThat(agent.heard).containsSubsequence("granted", "pause");
        agent.acknowledges();
        assertThat(stage()).contains(Stage.PAUSED);
    }

    @Test
    void isForStepsAtWorkAndThoseWhoMay() {
        atWork(here);
        refused("step_not_paused", () -> resume(here));
        refused("forbidden", () -> here.steering.pause(person(floor.workspace, Role.VIEWER), step()));
        refused("forbidden", () -> here.steering.resume(person(floor.workspace, Role.VIEWER), step()));
        refused("not_found", () -> here.steering.pause(person(UUID.randomUUID(), Role.OWNER), step()));
        completes();
        refused("step_not_held", () -> pause(here));
        assertThat(agent.asked).isEmpty();
    }

    private static void refused(String code, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                .isEqualTo(code));
    }

    private static Caller person(UUID workspace, Role role) {
        return new Caller(workspace, Caller.Kind.PERSON, UUID.randomUUID(), "Somebody", role);
    }
}
