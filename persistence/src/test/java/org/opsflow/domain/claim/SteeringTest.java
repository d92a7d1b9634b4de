package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.change.NumberedChange;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.workflow.RunPlan;

/** A person talks to the agent that works on a step: two nodes on one database, reconcilers running. */
class SteeringTest {
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final Floor floor = new Floor();
    private final ScriptedAgent agent = new ScriptedAgent(floor);
    private final LiveNode here = LiveNode.start(floor, "here-" + floor.workspace, LEASE);
    private final LiveNode there = LiveNode.start(floor.beside(), "there-" + floor.workspace, LEASE);

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

    private static String step(RunPlan plan) {
        return PublicId.STEP.of(plan.stepIds().get(0));
    }

    private Control steer(LiveNode node, RunPlan plan, String text) {
        return node.steering.steer(floor.owner, step(plan), text);
    }

    private List<Control> stored(RunPlan plan) {
        return floor.in(
                () -> floor.controls.ofStep(floor.workspace, plan.stepIds().get(0)));
    }

    private List<String> moves() {
        return floor.in(() -> floor.log.after(floor.workspace, 0, 1_000)).stream()
                .filter(change -> change.type().equals("worker.control_changed"))
                .map(NumberedChange::data)
                .map(data -> JsonText.parseObject(data).orElseThrow().getString("state"))
                .toList();
    }

    private void completes() {
        agent.report(2, new ReportBody.Completed("1", "", OptionalInt.empty(), List.of()));
        agent.awaitHeard("receipt 2");
    }

    @Test
    void tellsTheAgentThatHoldsTheAttemptBeforeTheAnswer() {
        RunPlan plan = start();
        agent.connect(here);
        SessionOut.Held held = agent.work();

        Control asked = steer(here, plan, "Leave the tests alone.");

        assertThat(asked.state()).isEqualTo(Control.State.DELIVERED);
        assertThat(agent.asked).singleElement().satisfies(told -> {
            assertThat(told.id()).isEqualTo(asked.id());
            assertThat(told.text()).isEqualTo("Leave the tests alone.");
            assertThat(told.attempt().orElseThrow().attemptId()).isEqualTo(held.attemptId());
            assertThat(told.attempt().orElseThrow().fence()).isEqualTo(held.fence());
        });
        agent.acknowledges();
        agent.acknowledges();
        assertThat(stored(plan)).extracting(Control::state).containsExactly(Control.State.ACKNOWLEDGED);
        assertThat(moves()).containsExactly("requested", "delivered", "acknowledged");
    }

    @Test
    void tellsAnAgentAtAnotherServerInTheOrderInWhichItWasSaid() {
        RunPlan plan = start();
        agent.connect(there);
        agent.work();

        steer(here, plan, "one");
        steer(here, plan, "two");

        await("told").until(() -> agent.asked.size() == 2);
        assertThat(agent.asked).extracting(Control::text).containsExactly("one", "two");
    }

    @Test
    void doesNotTakeForDeliveredWhatWentToAConnectionThatWasLeft() {
        RunPlan plan = start();
        agent.connect(here);
        agent.work();
        Control asked = steer(here, plan, "heard");
        agent.acknowledges();
        Control lost = floor.in(() -> floor.controls.find(asked.id()).orElseThrow());
        floor.run(() -> floor.sql.update(
                "UPDATE agent_control SET state = 'requested', ended_at = NULL WHERE id = ?",
                bind -> bind.id(lost.id())));
        long epoch = floor.in(() -> floor.sessions.epochs(List.of(lost.to().sessionId())))
                .get(lost.to().sessionId());

        assertThat(floor.in(() -> floor.controls.deliver(lost.id(), epoch - 1, lost.requestedAt())))
                .isFalse();
        assertThat(floor.in(() -> floor.controls.deliver(lost.id(), epoch, lost.requestedAt())))
                .isTrue();
    }

    @Test
    void tellsWhatAStreamThatDidNotReadCouldNotCarry() {
        RunPlan plan = start();
        agent.connect(here);
        SessionOut.Held held = agent.work();
        steer(here, plan, "heard by nobody");
        agent.breakOff();
        agent.asked.clear();
        agent.reads = false;
        agent.connect(here, held);
        assertThat(agent.asked).isEmpty();

        agent.reads = true;

        await("told").until(() -> agent.asked.size() == 1);
    }

    @Test
    void tellsAgainOnTheNextSessionWhatWasNotAcknowledgedAndNothingElse() {
        RunPlan plan = start();
        agent.connect(here);
        SessionOut.Held held = agent.work();
        steer(here, plan, "heard");
        agent.acknowledges();
        Control missed = steer(here, plan, "missed");
        agent.breakOff();
        Control meanwhile = steer(here, plan, "meanwhile");
        agent.asked.clear();

        agent.connect(there, held);

        await("told").until(() -> agent.asked.size() == 2);
        assertThat(agent.asked).extracting(Control::id).containsExactly(missed.id(), meanwhile.id());
    }

    @Test
    void isOfNoUseWhenTheAttemptHasEnded() {
        RunPlan plan = start();
        agent.connect(here);
        agent.work();
        agent.reads = false;
        steer(here, plan, "too late");

        completes();

        assertThat(stored(plan)).extracting(Control::state).containsExactly(Control.State.EXPIRED);
        await("noted").until(() -> moves().equals(List.of("requested", "expired")));
        agent.reads = true;
        agent.breakOff();
        agent.connect(there);
        assertThat(agent.asked).isEmpty();
    }

    @Test
    void isForStepsAtWorkOnly() {
        RunPlan plan = start();
        assertThatThrownBy(() -> steer(here, plan, "hello"))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.code()).isEqualTo("step_not_held"));
        agent.connect(here);
        agent.work();
        completes();
        assertThatThrownBy(() -> steer(here, plan, "hello"))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.code()).isEqualTo("step_not_held"));
        assertThat(moves()).isEmpty();
    }

    @Test
    void isForWhoMayAndForStepsOfTheirWorkspace() {
        RunPlan plan = start();
        agent.connect(here);
        agent.work();

        assertThatThrownBy(() -> here.steering.steer(person(floor.workspace, Role.VIEWER), step(plan), "hello"))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.kind()).isEqualTo(Problem.Kind.FORBIDDEN));
        assertThatThrownBy(() -> here.steering.steer(person(UUID.randomUUID(), Role.OWNER), step(plan), "hello"))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
        assertThat(floor.in(() ->
                        floor.controls.ofStep(UUID.randomUUID(), plan.stepIds().get(0))))
                .isEmpty();
        assertThat(agent.asked).isEmpty();
    }

    @Test
    void isAsLongAsTheContractSays() {
        RunPlan plan = start();
        agent.connect(here);
        agent.work();

        for (String wrong : List.of("", " \n", "x".repeat(16_385), "é".repeat(8_193))) {
            assertThatThrownBy(() -> steer(here, plan, wrong))
                    .isInstanceOfSatisfying(Problem.class, refused -> assertThat(
                                    refused.errors().get(0).field())
                            .isEqualTo("text"));
        }
        String most = "é".repeat(8_192);
        steer(here, plan, most);
        assertThat(agent.asked).extracting(Control::text).containsExactly(most);
    }

    @Test
    void isNotPiledUpBeforeAnAgentThatHearsNothing() {
        RunPlan plan = start();
        agent.connect(here);
        agent.work();
        for (int i = 0; i < SteerStoring.MOST_OPEN; i++) {
            steer(here, plan, "word " + i);
        }

        assertThatThrownBy(() -> steer(here, plan, "one more"))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.code()).isEqualTo("too_many_controls"));
        agent.acknowledges();
        steer(here, plan, "one more");
    }

    private static Caller person(UUID workspace, Role role) {
        return new Caller(workspace, Caller.Kind.PERSON, UUID.randomUUID(), "Somebody", role);
    }
}
