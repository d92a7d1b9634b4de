package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.agent.AgentPause;
import org.opsflow.domain.audit.AuditEntry;
import org.opsflow.domain.audit.AuditLog;
import org.opsflow.domain.board.BoardRows;
import org.opsflow.domain.change.NumberedChange;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.workflow.RunPlan;
import org.opsflow.domain.workflow.StepState;
import org.opsflow.persistence.audit.SqlAuditLog;
import org.opsflow.persistence.board.SqlBoardRows;

/** A person pauses an agent and resumes it: two nodes on one database, reconcilers running. */
class PausingTest {
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final Floor floor = new Floor();
    private final ScriptedAgent agent = new ScriptedAgent(floor);
    private final LiveNode here = LiveNode.start(floor, "here-" + floor.workspace, LEASE);
    private LiveNode there = LiveNode.start(floor.beside(), "there-" + floor.workspace, LEASE);
    private final BoardRows rows = new SqlBoardRows(floor.sql);

    @AfterEach
    void stop() {
        here.close();
        there.close();
    }

    private RunPlan start(LiveNode node) {
        Command.Submit submit =
                floor.submit(floor.definition(Floor.yaml("- {id: a, phase: one, type: script, command: \"true\"}\n")));
        CompletableFuture<Outcome> made = new CompletableFuture<>();
        assertThat(node.lanes.offer(submit, made::complete)).isTrue();
        assertThat(made.orTimeout(60, TimeUnit.SECONDS).join()).isInstanceOf(Outcome.Submitted.class);
        return submit.plan();
    }

    private void pause(LiveNode node) {
        node.pausing.pause(floor.owner, "kenji");
    }

    private void resume(LiveNode node) {
        node.pausing.resume(floor.owner, "kenji");
    }

    private boolean isDrained() {
        return floor.in(() -> rows.standings(floor.workspace)).values().stream()
                .flatMap(standing -> standing.pause().stream())
                .anyMatch(AgentPause::drained);
    }

    private List<JsonObject> changes(String type) {
        return floor.in(() -> floor.log.after(floor.workspace, 0, 1_000)).stream()
                .filter(change -> change.type().equals(type))
                .map(NumberedChange::data)
                .map(data -> JsonText.parseObject(data).orElseThrow())
                .toList();
    }

    private List<String> movesOf(Control control) {
        return changes("worker.control_changed").stream()
                .filter(data -> data.getString("id").equals(PublicId.CONTROL.of(control.id())))
                .map(data -> data.getString("state"))
                .toList();
    }

    /** Of the process that connects. */
    private List<String> moves() {
        return changes("worker.control_changed").stream()
                .filter(data -> data.getString("instance").equals("one"))
                .map(data -> data.getString("state"))
                .toList();
    }

    private void cancel(RunPlan plan) {
        here.cancellations
                .cancel(floor.owner, PublicId.RUN.of(plan.runId()), Optional.empty())
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void givesNoOfferUntilItIsResumed() {
        agent.connect(here);
        pause(here);
        assertThat(agent.heard).describedAs("told before the answer").contains("pause");

        agent.asks();
        RunPlan plan = start(here);
        RunPlan elsewhere = start(there);

        // A second agent shows that there was something to offer.
        ScriptedAgent other = new ScriptedAgent(floor);
        other.connect(here);
        other.work();
        assertThat(agent.heard).doesNotContain("offer");
        resume(here);
        agent.awaitHeard("offer");
        assertThat(List.of(floor.stateOf(plan, 0), floor.stateOf(elsewhere, 0)))
                .containsExactlyInAnyOrder(StepState.READY, StepState.RUNNING);
        agent.awaitHeard("resume");
    }

    @Test
    void grantsNothingByStandingCreditsUntilItIsResumed() {
        agent.connect(here);
        pause(here);
        agent.stands();
        RunPlan plan = start(here);
        RunPlan first = start(here);
        ScriptedAgent other = new ScriptedAgent(floor);
        other.connect(here);
        other.work();
        assertThat(agent.heard).doesNotContain("granted");

        resume(here);

        agent.awaitHeard("granted");
        assertThat(List.of(floor.stateOf(plan, 0), floor.stateOf(first, 0)))
                .containsOnly(StepState.RUNNING, StepState.LEASED);
    }

    /** Its node has not heard that it is paused; it looks when a claim is refused, and goes on when that is over. */
    @Test
    void stopsClaimingWhereItIsNotKnownYetThatItIsPausedAndGoesOnAfterwards() {
        agent.connect(here);
        UUID paused = agent.agentId();
        floor.in(() -> floor.pauses.mark(paused, true));
        start(here);
        agent.stands();
        await("its claim was refused").until(() -> agent.isHeldBack());

        floor.in(() -> floor.pauses.mark(paused, false));

        agent.awaitHeard("granted");
    }

    @Test
    void takesBackOpenOffersAndLeavesThemToOthers() {
        start(here);
        agent.connect(here);
        agent.ask();

        pause(here);

        assertThat(agent.heard).containsSubsequence("offer", "refused OFFER_GONE");
        ScriptedAgent other = new ScriptedAgent(floor);
        other.connect(here);
        other.work();
    }

    @Test
    void letsGoOnWhatTheAgentHoldsAndTellsWhenItHoldsNothing() {
        RunPlan plan = start(here);
        agent.connect(here);
        agent.work();

        pause(here);

        assertThat(isDrained()).isFalse();
        assertThat(changes("worker.paused")).hasSize(1).first().satisfies(data -> {
            assertThat(data.getString("agent_id")).isEqualTo("kenji");
            assertThat(data.getJsonObject("pause").getString("stage")).isEqualTo("pausing");
            assertThat(data.getJsonObject("pause").getJsonObject("requested_by").getString("id"))
                    .isEqualTo(PublicId.PERSON.of(floor.owner.id()));
        });
        agent.report(2, new ReportBody.Completed("1", "", OptionalInt.empty(), List.of()));
        agent.awaitHeard("receipt 2");
        assertThat(floor.stateOf(plan, 0)).isEqualTo(StepState.COMPLETED);
        await("it is paused").until(this::isDrained);
        assertThat(changes("worker.paused"))
                .extracting(data -> data.getJsonObject("pause").getString("stage"))
                .containsExactly("pausing", "paused");
    }

    /** The offer was accepted when the pause was not stored yet, and claims when it is: one of them is first. */
    @Test
    void grantsNothingThatIsAcceptedAtTheInstantOfThePause() {
        agent.connect(here);
        agent.asks();
        for (int round = 0; round < 20; round++) {
            agent.heard.clear();
            RunPlan plan = start(here);
            UUID offer = agent.awaitOfferOf(plan.stepIds().get(0));
            CompletableFuture<Void> accepting = CompletableFuture.runAsync(() -> agent.accept(offer));
            pause(here);
            accepting.orTimeout(60, TimeUnit.SECONDS).join();
            agent.awaitAnswerTo(offer);

            if (agent.wasGranted(offer)) {
                // It was first, so it is held: what has been paused is at work still.
                assertThat(floor.stateOf(plan, 0)).isEqualTo(StepState.LEASED);
                agent.report(1, new ReportBody.Released("done with it"));
                agent.awaitHeard("receipt 1");
                // Its credit is used up.
                agent.asks();
            }
            assertThat(floor.stateOf(plan, 0)).isEqualTo(StepState.READY);
            cancel(plan);
            resume(here);
        }
    }

    /** The node that holds the session has not heard of it yet: what counts is what is stored. */
    @Test
    void grantsNothingOnAnotherNodeFromTheAnswerOn() {
        RunPlan plan = start(there);
        Worker worker = floor.worker("other");
        floor.in(() -> floor.pauses.mark(worker.face().agentId(), true));
        ReadyStep step = new ReadyStep(
                plan.stepIds().get(0),
                plan.runId(),
                floor.workspace,
                floor.step(plan, 0).orderKey(),
                plan.spec(0));

        assertThat(floor.apply(worker.claim(floor.ids.next(), step)).outcomes()).containsExactly(new Outcome.Paused());
        assertThat(floor.stateOf(plan, 0)).isEqualTo(StepState.READY);
    }

    @Test
    void tellsAnAgentAtAnotherServer() {
        agent.connect(there);
        agent.asks();

        pause(here);

        agent.awaitHeard("pause");
        start(there);
        ScriptedAgent other = new ScriptedAgent(floor);
        other.connect(there);
        other.work();
        assertThat(agent.heard).doesNotContain("offer");
        start(there);
        resume(here);
        agent.awaitHeard("offer");
    }

    @Test
    void holdsThroughAReconnectionToAnotherServerAndARestart() {
        agent.connect(here);
        pause(here);
        agent.acknowledges();
        agent.breakOff();
        there.close();
        there = LiveNode.start(floor.beside(), "there-" + floor.workspace, LEASE);

        agent.connect(there);
        agent.asks();
        start(there);

        ScriptedAgent other = new ScriptedAgent(floor);
        other.connect(there);
        other.work();
        assertThat(agent.heard)
                .describedAs("it has said that it heard")
                .doesNotContain("pause")
                .doesNotContain("offer");
    }

    @Test
    void tellsAgainOnTheNextSessionUntilItIsAcknowledged() {
        agent.connect(here);
        pause(here);
        Control told = agent.asked.get(0);
        agent.breakOff();

        agent.connect(there);

        agent.awaitHeard("pause");
        assertThat(agent.asked).extracting(Control::id).containsExactly(told.id(), told.id());
        agent.acknowledges();
        agent.acknowledges();
        assertThat(movesOf(told)).containsExactly("requested", "delivered", "acknowledged");
    }

    @Test
    void isToldToAProcessThatComesWithoutMemory() {
        agent.connect(here);
        pause(here);
        agent.acknowledges();
        agent.breakOff();
        agent.forgetsItsToken();

        agent.connect(here);

        agent.awaitHeard("pause");
        assertThat(agent.asked).extracting(Control::id).doesNotHaveDuplicates();
    }

    @Test
    void tellsWhoWasAwayThatItIsResumedButNotThatItWasPaused() {
        agent.connect(here);
        pause(here);
        agent.acknowledges();
        agent.breakOff();
        resume(there);

        agent.connect(here);

        agent.awaitHeard("resume");
        agent.acknowledges();
        agent.breakOff();
        pause(here);
        resume(here);
        agent.connect(there);
        agent.asks();
        start(there);
        agent.awaitHeard("offer");
        assertThat(agent.heard).doesNotContain("pause").doesNotContain("resume");
    }

    /** Pauses and resumes from two nodes while the agent comes and goes: what was stored last holds. */
    @Test
    void endsAsWasStoredLastWhateverHappensAtOnce() {
        for (int round = 0; round < 10; round++) {
            CompletableFuture<Void> pausing = CompletableFuture.runAsync(() -> pause(here));
            CompletableFuture<Void> resuming = CompletableFuture.runAsync(() -> resume(there));
            agent.connect(round % 2 == 0 ? here : there);
            CompletableFuture.allOf(pausing, resuming)
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join();
            agent.breakOff();
        }
        pause(there);
        agent.connect(here);
        agent.asks();
        RunPlan plan = start(here);
        ScriptedAgent other = new ScriptedAgent(floor);
        other.connect(here);
        other.work();
        assertThat(agent.heard).doesNotContain("offer");
        assertThat(floor.stateOf(plan, 0)).isEqualTo(StepState.RUNNING);

        start(here);
        resume(here);

        agent.awaitHeard("offer");
    }

    @Test
    void isDeliveredOnlyToWhoReads() {
        agent.connect(here);
        agent.reads = false;
        pause(here);
        assertThat(moves()).containsExactly("requested");

        agent.reads = true;

        await("delivered").until(() -> moves().equals(List.of("requested", "delivered")));
        assertThat(agent.asked).hasSize(1);
    }

    @Test
    void believesNobodyWhoAcknowledgesWhatTheyWereNotTold() {
        agent.connect(here);
        ScriptedAgent other = new ScriptedAgent(floor);
        other.connect(here);
        pause(here);
        Control told = agent.asked.get(0);

        other.acknowledges(told);

        assertThat(floor.in(() -> floor.controls.acknowledge(told.id(), UUID.randomUUID(), floor.clock.instant())))
                .isEmpty();
        assertThat(movesOf(told)).containsExactly("requested", "delivered");
    }

    @Test
    void isAuditedOnceHoweverOftenItIsAsked() {
        pause(here);
        pause(there);
        resume(here);
        resume(there);

        assertThat(floor.in(() -> new SqlAuditLog(floor.sql)
                        .find(
                                floor.workspace,
                                new AuditLog.Wanted(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()),
                                10)))
                .extracting(AuditEntry::action)
                .containsExactlyInAnyOrder("agent.resume", "agent.pause");
        assertThat(changes("worker.paused")).hasSize(1);
        assertThat(changes("worker.resumed")).hasSize(1);
    }

    @Test
    void isForWhoMayAndForAgentsOfTheirWorkspace() {
        assertThatThrownBy(() -> here.pausing.pause(person(floor.workspace, Role.VIEWER), "kenji"))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.kind()).isEqualTo(Problem.Kind.FORBIDDEN));
        assertThatThrownBy(() -> here.pausing.resume(person(floor.workspace, Role.VIEWER), "kenji"))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.kind()).isEqualTo(Problem.Kind.FORBIDDEN));
        assertThatThrownBy(() -> here.pausing.pause(person(UUID.randomUUID(), Role.OWNER), "kenji"))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
        assertThatThrownBy(() -> here.pausing.pause(floor.owner, "No slug"))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
    }

    private static Caller person(UUID workspace, Role role) {
        return new Caller(workspace, Caller.Kind.PERSON, UUID.randomUUID(), "Somebody", role);
    }
}
