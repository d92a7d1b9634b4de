package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.change.NumberedChange;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.Role;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.workflow.RunPlan;

/** Attempts ask and people answer: two nodes on one database, reconcilers running. */
class AskingTest {
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

    private RunPlan start(LiveNode node) {
        Command.Submit submit =
                floor.submit(floor.definition(Floor.yaml("- {id: a, phase: one, type: script, command: \"true\"}\n")));
        CompletableFuture<Outcome> made = new CompletableFuture<>();
        assertThat(node.lanes.offer(submit, made::complete)).isTrue();
        assertThat(made.orTimeout(60, TimeUnit.SECONDS).join()).isInstanceOf(Outcome.Submitted.class);
        return submit.plan();
    }

    /** An agent at the node that works on a step, asked with its second report, and has the receipt. */
    private SessionOut.Held asking(LiveNode node, ReportBody.Asked asked) {
        start(node);
        agent.connect(node);
        SessionOut.Held held = agent.work();
        agent.report(2, asked);
        agent.awaitHeard("receipt 2");
        return held;
    }

    private static ReportBody.Asked question(String... choices) {
        return new ReportBody.Asked(Gate.Kind.QUESTION, "Which branch?", List.of(choices), "Both have the fix.");
    }

    private static ReportBody.Asked approval() {
        return new ReportBody.Asked(Gate.Kind.APPROVAL, "Delete it?", List.of(), "");
    }

    private static Gate.Answer text(String text) {
        return new Gate.Answer(text, Optional.empty(), Optional.empty());
    }

    private static Gate.Answer choice(String choice) {
        return new Gate.Answer("", Optional.of(choice), Optional.empty());
    }

    private static Gate.Answer approved(boolean yes) {
        return new Gate.Answer("", Optional.empty(), Optional.of(yes));
    }

    private List<Gate> gates() {
        return floor.in(() -> floor.gates.list(
                floor.workspace,
                new Gates.Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                1_000));
    }

    private String id() {
        return PublicId.GATE.of(gates().get(0).id());
    }

    private Gate answer(LiveNode node, Gate.Answer answer) {
        return node.answering.answer(floor.owner, id(), answer);
    }

    private Problem refused(LiveNode node, Gate.Answer answer) {
        return catchThrowableOfType(Problem.class, () -> answer(node, answer));
    }

    private List<JsonObject> changes(String type) {
        return floor.in(() -> floor.log.after(floor.workspace, 0, 1_000)).stream()
                .filter(change -> change.type().equals(type))
                .map(NumberedChange::data)
                .map(data -> JsonText.parseObject(data).orElseThrow())
                .toList();
    }

    private static long count(ScriptedAgent agent, String heard) {
        return agent.heard.stream().filter(heard::equals).count();
    }

    @Test
    void makesAGateOnceForEachReportAndTellsIt() {
        SessionOut.Held held = asking(here, question("main", "release"));
        agent.heard.clear();
        agent.report(2, question("main", "release"));
        agent.awaitHeard("receipt 2");

        assertThat(gates()).hasSize(1).first().satisfies(gate -> {
            assertThat(gate.state()).isEqualTo(Gate.State.OPEN);
            assertThat(gate.asker().attemptId()).isEqualTo(held.attemptId());
            assertThat(gate.asker().number()).isEqualTo(2);
            assertThat(gate.asker().agent().slug()).isEqualTo("kenji");
            assertThat(gate.choices()).containsExactly("main", "release");
            assertThat(gate.context()).isEqualTo("Both have the fix.");
        });
        assertThat(changes("workflow.gate.opened")).hasSize(1).first().satisfies(data -> {
            assertThat(data.getString("gate_id")).isEqualTo(id());
            assertThat(data.getString("question")).isEqualTo("Which branch?");
            assertThat(data.containsKey("context")).isFalse();
        });
        assertThat(floor.in(() -> floor.gates.open(floor.workspace, 10)))
                .extracting(Gate::question, Gate::context)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("Which branch?", ""));
    }

    @Test
    void isRefusedUnderAStaleFenceBeforeTheWorkBeganAndTheHundredAndFirstTime() {
        Floor alone = new Floor();
        Worker worker = alone.worker("w1");
        ReadyStep step = alone.apply(alone.submit(
                        alone.definition(Floor.yaml("- {id: a, phase: one, type: script, command: \"true\"}\n"))))
                .ready()
                .get(0);
        Grant grant = alone.granted(worker, step);
        Outcome early =
                alone.apply(worker.report(grant, 1, question())).outcomes().get(0);
        alone.apply(worker.started(grant));
        Outcome stale = alone.apply(worker.report(grant, grant.fence() + 1, 2, question()))
                .outcomes()
                .get(0);
        List<Command> asks = new ArrayList<>();
        for (int number = 2; number <= 102; number++) {
            asks.add(worker.report(grant, number, question()));
        }
        List<Outcome> outcomes = alone.apply(asks, false).outcomes();

        assertThat(((Outcome.Refused) early).code()).isEqualTo(RefusalCode.ILLEGAL_STATE);
        assertThat(stale).isEqualTo(Outcome.Refused.leaseLost());
        assertThat(outcomes.subList(0, 100)).containsOnly(new Outcome.Receipted(false));
        assertThat(((Outcome.Refused) outcomes.get(100)).field()).isEqualTo("ask");
        assertThat(alone.attempt(grant.attemptId()).asks()).isEqualTo(100);
    }

    @Test
    void bringsTheAnswerToTheAgentAtOnceWithWhoGaveIt() {
        SessionOut.Held held = asking(here, question("main", "release"));

        Gate answered = answer(here, new Gate.Answer("and **soon**", Optional.of("release"), Optional.empty()));

        assertThat(agent.heard).describedAs("told before the person is").contains("answer");
        Control told = agent.asked.get(0);
        assertThat(told.publicId()).isEqualTo(id());
        assertThat(told.attempt().orElseThrow().attemptId()).isEqualTo(held.attemptId());
        assertThat(told.attempt().orElseThrow().fence()).isEqualTo(held.fence());
        assertThat(told.said().orElseThrow().number()).isEqualTo(2);
        assertThat(told.requestedBy()).isEqualTo(floor.owner.id());
        assertThat(told.said().orElseThrow().answer())
                .isEqualTo(new Gate.Answer("and **soon**", Optional.of("release"), Optional.empty()));
        assertThat(answered.state()).isEqualTo(Gate.State.ANSWERED);
        assertThat(answered.reply().orElseThrow().name()).contains("Owner");
        assertThat(changes("workflow.gate.answered")).hasSize(1).first().satisfies(data -> {
            JsonObject answer = data.getJsonObject("answer");
            assertThat(answer.getString("choice")).isEqualTo("release");
            assertThat(answer.getJsonObject("by").isNull("name")).isTrue();
        });
        assertThat(floor.in(() -> floor.gates.open(floor.workspace, 10))).isEmpty();
        agent.acknowledges();
        await("it is acknowledged").until(() -> changes("worker.control_changed").stream()
                .map(data -> data.getString("id") + " " + data.getString("state"))
                .toList()
                .equals(List.of(id() + " requested", id() + " delivered", id() + " acknowledged")));
    }

    /** No node tells the other anything: each finds by itself what its agents have to hear. */
    @Test
    void findsTheAgentOnAnotherNodeAndComesAgainUntilItIsAcknowledged() {
        SessionOut.Held held = asking(there, approval());

        answer(here, approved(true));
        agent.awaitHeard("answer");
        agent.breakOff();
        agent.connect(here, held);
        await("it is told again").until(() -> count(agent, "answer") == 1);
        assertThat(agent.asked.get(0).said().orElseThrow().answer().approved()).contains(true);
        agent.acknowledges();
        agent.breakOff();
        agent.connect(there, held);

        agent.report(3, new ReportBody.Completed("1", "", OptionalInt.empty(), List.of()));
        agent.awaitHeard("receipt 3");
        assertThat(agent.heard).doesNotContain("answer");
    }

    @Test
    void waitsForAnAgentThatIsAway() {
        SessionOut.Held held = asking(here, question());
        agent.breakOff();

        answer(here, text("main"));
        agent.connect(there, held);

        agent.awaitHeard("answer");
    }

    @Test
    void takesOneAnswerAndSaysWhatHolds() {
        asking(here, question());
        answer(here, text("main"));

        Problem second = refused(there, text("release"));

        assertThat(second.kind()).isEqualTo(Problem.Kind.CONFLICT);
        assertThat(second.code()).isEqualTo("gate_answered");
        assertThat(second.current().orElseThrow()).contains("\"main\"");
        assertThat(gates().get(0).reply().orElseThrow().answer().text()).isEqualTo("main");
        assertThat(count(agent, "answer")).isEqualTo(1);
    }

    @Test
    void takesOneOfManyAnswersAtTheSameTime() throws Exception {
        asking(here, question());
        String id = id();
        CyclicBarrier together = new CyclicBarrier(4);
        List<CompletableFuture<String>> tries = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String said = "answer " + i;
            LiveNode node = i % 2 == 0 ? here : there;
            tries.add(CompletableFuture.supplyAsync(() -> {
                try {
                    together.await(60, TimeUnit.SECONDS);
                    return node.answering
                            .answer(floor.owner, id, text(said))
                            .state()
                            .word();
                } catch (Problem late) {
                    return late.code();
                } catch (Exception broken) {
                    throw new IllegalStateException(broken);
                }
            }));
        }
        List<String> outcomes = new ArrayList<>();
        for (CompletableFuture<String> one : tries) {
            outcomes.add(one.get(60, TimeUnit.SECONDS));
        }

        assertThat(outcomes).containsExactlyInAnyOrder("answered", "gate_answered", "gate_answered", "gate_answered");
    }

    @Test
    void isWithdrawnWhenItsAttemptEndsHoweverItDoes() {
        SessionOut.Held held = asking(here, question());
        agent.report(3, new ReportBody.Completed("1", "", OptionalInt.empty(), List.of()));
        agent.awaitHeard("receipt 3");

        Problem late = refused(here, text("main"));

        assertThat(late.code()).isEqualTo("gate_withdrawn");
        assertThat(gates().get(0).state()).isEqualTo(Gate.State.WITHDRAWN);
        assertThat(gates().get(0).asker().attemptId()).isEqualTo(held.attemptId());
        assertThat(changes("workflow.gate.withdrawn"))
                .extracting(data -> data.getString("gate_id"))
                .containsExactly(id());
    }

    @Test
    void isWithdrawnWithTheLeaseTheRunAndInTheVeryBatchThatAsks() {
        Floor alone = new Floor();
        Worker worker = alone.worker("w1");
        List<Grant> grants = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ReadyStep step = alone.apply(alone.submit(
                            alone.definition(Floor.yaml("- {id: a, phase: one, type: script, command: \"true\"}\n"))))
                    .ready()
                    .get(0);
            grants.add(alone.running(worker, step));
        }
        Grant lost = grants.get(0);
        Grant cancelled = grants.get(1);
        Grant together = grants.get(2);
        Grant open = grants.get(3);
        alone.apply(
                worker.report(lost, 2, question()),
                worker.report(cancelled, 2, question()),
                worker.report(open, 2, question()));

        alone.apply(
                alone.take(lost, Taking.UNNAMED),
                alone.cancel(cancelled.plan()),
                worker.report(together, 2, question()),
                worker.report(together, 3, new ReportBody.Released("not now")));

        assertThat(alone.in(() -> alone.gates.open(alone.workspace, 10)))
                .extracting(gate -> gate.asker().attemptId())
                .containsExactly(open.attemptId());
        List<String> told = alone.committed.stream()
                .flatMap(batch -> batch.changes().stream())
                .map(NumberedChange::type)
                .filter(type -> type.startsWith("workflow.gate"))
                .toList();
        assertThat(told).filteredOn("workflow.gate.opened"::equals).hasSize(4);
        assertThat(told).filteredOn("workflow.gate.withdrawn"::equals).hasSize(3);
    }

    @Test
    void namesTheFieldOfAnAnswerThatDoesNotFit() {
        asking(here, question("main", "release"));
        assertThat(field(choice("develop"))).isEqualTo("choice");
        assertThat(field(text("main"))).isEqualTo("choice");
        assertThat(field(approved(true))).isEqualTo("approved");
        assertThat(field(new Gate.Answer("é".repeat(8_193), Optional.of("main"), Optional.empty())))
                .isEqualTo("text");
        agent.report(3, approval());
        agent.awaitHeard("receipt 3");
        assertThat(field(text("yes"))).isEqualTo("approved");
        agent.report(4, question());
        agent.awaitHeard("receipt 4");
        assertThat(field(text(" "))).isEqualTo("text");
        assertThat(field(choice("main"))).isEqualTo("choice");

        assertThat(answer(here, new Gate.Answer("é".repeat(8_192), Optional.empty(), Optional.empty()))
                        .state())
                .isEqualTo(Gate.State.ANSWERED);
    }

    private String field(Gate.Answer answer) {
        return refused(here, answer).errors().get(0).field();
    }

    @Test
    void isNoStandstillWhileItWaitsNorAtOnceWhenItIsAnswered() {
        SessionOut.Held held = asking(here, question());
        floor.run(() -> floor.sql.update(
                "UPDATE attempt SET progress_at = UTC_TIMESTAMP(6) - INTERVAL 1 HOUR WHERE id = ?",
                bind -> bind.id(held.attemptId())));
        floor.run(() -> floor.sql.update(
                "UPDATE agent_session SET opened_at = UTC_TIMESTAMP(6) - INTERVAL 1 HOUR"
                        + " WHERE id = (SELECT session_id FROM attempt WHERE id = ?)",
                bind -> bind.id(held.attemptId())));
        assertThat(standstills()).isEmpty();

        answer(here, text("main"));

        assertThat(standstills()).isEmpty();
    }

    private List<Attempts.Standstill> standstills() {
        return floor.in(() -> floor.attempts.standstills("here-" + floor.workspace, 100));
    }

    @Test
    void isNothingToAnotherWorkspaceNorToWhoMayOnlyLook() {
        asking(here, question());
        String id = id();
        Caller stranger = new Caller(UUID.randomUUID(), Caller.Kind.PERSON, UUID.randomUUID(), "Eve", Role.OWNER);
        Caller viewer = new Caller(floor.workspace, Caller.Kind.PERSON, UUID.randomUUID(), "Vic", Role.VIEWER);

        assertThat(catchThrowableOfType(Problem.class, () -> here.answering.answer(stranger, id, text("x")))
                        .kind())
                .isEqualTo(Problem.Kind.NOT_FOUND);
        assertThat(catchThrowableOfType(Problem.class, () -> here.answering.answer(viewer, id, text("x")))
                        .kind())
                .isEqualTo(Problem.Kind.FORBIDDEN);
        assertThat(gates().get(0).state()).isEqualTo(Gate.State.OPEN);
    }
}
