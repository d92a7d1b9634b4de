package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.opsflow.domain.claim.Colleague.draft;
import static org.opsflow.domain.claim.Colleague.replying;
import static org.opsflow.domain.claim.Colleague.under;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.change.NumberedChange;
import org.opsflow.domain.message.Message;
import org.opsflow.domain.message.Messages;
import org.opsflow.domain.workflow.RunPlan;
import org.opsflow.persistence.message.SqlMessages;

/** Agents write to each other: two nodes on one database that hear of each other only by their sweeps. */
class MessagesTest {
    private static final Address EVERYONE = new Address(Address.Kind.EVERYONE, "");
    private static final Address REVIEWERS = new Address(Address.Kind.CAPABILITY, "review");

    /** Agents of this test say nothing between what they are told to say. */
    private static final Duration SILENT = Duration.ofHours(1);

    /** At once; in the second that it takes some more are allowed. */
    private static final int MORE_THAN_ALLOWED = 400;

    private final Floor floor = new Floor();
    private final SqlMessages stored = new SqlMessages(floor.sql);
    private final LiveNode here = LiveNode.start(floor, "mail-here-" + floor.workspace, SILENT);
    private final LiveNode there = LiveNode.start(floor.beside(), "mail-there-" + floor.workspace, SILENT);
    private final Colleague kenji = Colleague.of(floor, "kenji", "script");
    private final Colleague ada = Colleague.of(floor, "ada", "script", "review");
    private final Colleague ben = Colleague.of(floor, "ben", "script");

    @AfterEach
    void stop() {
        here.close();
        there.close();
    }

    private static Address to(Colleague colleague) {
        return new Address(Address.Kind.AGENT, colleague.slug);
    }

    private List<Messages.Seen> seenBy(Colleague agent) {
        return floor.in(() -> stored.ofAgent(floor.workspace, agent.id, Optional.empty(), 100));
    }

    private Messages.Tally tally(Colleague agent, String text) {
        return seenBy(agent).stream()
                .filter(seen -> seen.message().text().equals(text))
                .findFirst()
                .orElseThrow()
                .tally();
    }

    /** What comes before it has come when it has. */
    private void afterAllElse(Colleague sender, Colleague recipient) {
        String last = "last " + floor.ids.next();
        sender.write("last-" + floor.ids.next(), to(recipient), last);
        recipient.awaitMessage(last);
    }

    private List<String> changes() {
        return floor.in(() -> floor.log.after(floor.workspace, 0, 1_000)).stream()
                .map(NumberedChange::type)
                .filter(type -> type.startsWith("worker.message"))
                .toList();
    }

    private RunPlan start() {
        Command.Submit submit =
                floor.submit(floor.definition(Floor.yaml("- {id: a, phase: one, type: script, command: \"true\"}\n")));
        floor.apply(submit);
        return submit.plan();
    }

    @Test
    void areBroughtToAnAgentOfThisServer() {
        kenji.connect(here);
        ada.connect(here);

        kenji.write("c1", to(ada), "hello");

        AgentMessage message = ada.awaitMessage("hello");
        assertThat(message.from()).isEqualTo("kenji");
        assertThat(message.to()).isEqualTo(to(ada));
        assertThat(message.kind()).isEqualTo(MessageKind.NOTE);
        assertThat(message.metadata()).isEqualTo(Map.of("k", "v"));
        assertThat(kenji.answers("c1")).containsExactly("receipt c1");
        assertThat(tally(ada, "hello"))
                .extracting(Messages.Tally::recipients, Messages.Tally::delivered, Messages.Tally::waiting)
                .containsExactly(1, 1, 1);
        ada.read(message);
        assertThat(tally(kenji, "hello"))
                .extracting(Messages.Tally::read, Messages.Tally::waiting)
                .containsExactly(1, 0);
        assertThat(changes()).containsExactly("worker.message.sent", "worker.message.delivered", "worker.message.read");
    }

    @Test
    void areBroughtToAnAgentOfAnotherServer() {
        kenji.connect(here);
        ada.connect(there);

        kenji.write("c1", to(ada), "hello");

        ada.awaitMessage("hello");
    }

    @Test
    void waitForAnAgentThatIsAway() {
        kenji.connect(here);
        kenji.write("c1", to(ada), "hello");
        assertThat(tally(ada, "hello"))
                .extracting(Messages.Tally::delivered, Messages.Tally::waiting)
                .containsExactly(0, 1);

        ada.connect(there);

        ada.awaitMessage("hello");
    }

    @Test
    void comeAgainWithTheNextSessionUntilTheyAreRead() {
        kenji.connect(here);
        ada.connect(here);
        kenji.write("c1", to(ada), "hello");
        ada.awaitMessage("hello");
        ada.breakOff();
        ada.got.clear();

        ada.connect(there);
        ada.read(ada.awaitMessage("hello"));
        ada.breakOff();
        ada.got.clear();
        ada.connect(here);

        afterAllElse(kenji, ada);
        assertThat(ada.got).hasSize(1);
        assertThat(changes())
                .describedAs("delivered once, read once")
                .filteredOn("worker.message.delivered"::equals)
                .hasSize(2);
    }

    @Test
    void areNotSentTwiceInOneSession() {
        kenji.connect(here);
        ada.connect(here);
        kenji.write("c1", to(ada), "hello");
        ada.awaitMessage("hello");

        afterAllElse(kenji, ada);
        afterAllElse(kenji, ada);

        assertThat(ada.texts()).filteredOn("hello"::equals).hasSize(1);
    }

    @Test
    void haveOneEffectHoweverOftenTheyAreSent() {
        kenji.connect(here);
        ada.connect(here);

        kenji.write("c1", to(ada), "hello");
        kenji.write("c1", to(ada), "hello");
        kenji.breakOff();
        kenji.connect(there);
        kenji.write("c1", to(ada), "something else");

        assertThat(kenji.answers("c1")).containsExactly("receipt c1", "receipt c1", "receipt c1");
        assertThat(seenBy(kenji)).hasSize(1);
        afterAllElse(kenji, ada);
        assertThat(ada.got).hasSize(2);
    }

    @Test
    void ofTwoSendersMayHaveTheSameClientId() {
        kenji.connect(here);
        ben.connect(here);
        ada.connect(here);

        kenji.write("c1", to(ada), "of kenji");
        ben.write("c1", to(ada), "of ben");

        ada.awaitMessage("of kenji");
        ada.awaitMessage("of ben");
    }

    @Test
    void toACapabilityReachAllThatHaveItNowOrLater() {
        Colleague eve = Colleague.of(floor, "eve", "review");
        Colleague late = Colleague.of(floor, "late", "review");
        kenji.connect(here);
        ben.connect(here);
        ada.connect(here);
        eve.connect(there);

        kenji.write("c1", REVIEWERS, "look");

        ada.awaitMessage("look");
        eve.awaitMessage("look");
        assertThat(tally(kenji, "look").recipients()).isEqualTo(2);
        late.connect(there).awaitMessage("look");
        afterAllElse(kenji, ben);
        assertThat(ben.texts()).doesNotContain("look");
    }

    /** Whoever stores it does not see the agent yet, and the agent does not see it yet. */
    @Test
    void toACapabilityReachAnAgentThatComesWhileTheyAreBeingStored() throws Exception {
        Colleague late = Colleague.of(floor, "late", "review");
        kenji.connect(here);
        kenji.write("c0", to(late), "you have come");
        Message message = seenBy(kenji).get(0).message();
        floor.run(() -> {
            assertThat(stored.agentsOf(floor.workspace, REVIEWERS)).isEmpty();
            CompletableFuture.runAsync(() -> late.connect(there).awaitMessage("you have come"))
                    .join();
            stored.insert(List.of(copy(message, "look", REVIEWERS)));
        });

        late.awaitMessage("look");
        afterAllElse(kenji, late);
        assertThat(late.texts()).filteredOn("look"::equals).hasSize(1);
    }

    private Message copy(Message message, String text, Address to) {
        return new Message(
                floor.ids.next(),
                message.workspaceId(),
                message.senderId(),
                Optional.of(text),
                to,
                message.kind(),
                text,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                message.sentAt(),
                message.expiresAt());
    }

    @Test
    void areRefusedWhileAnAgentSendsThemTooFastWithAWordWhenToSendThemAgain() {
        kenji.connect(here);
        ben.connect(here);

        for (int i = 0; i < MORE_THAN_ALLOWED; i++) {
            kenji.send(draft("c" + i, to(ada), "m" + i));
        }

        kenji.awaitAnswers(MORE_THAN_ALLOWED);
        assertThat(kenji.heard)
                .filteredOn(answer -> answer.startsWith("refused"))
                .isNotEmpty()
                .allMatch(answer -> answer.contains(" OVERLOADED"));
        assertThat(kenji.retries).isNotEmpty().allMatch(millis -> millis > 0 && millis <= 60_000);
        ben.write("c1", to(ada), "others may");
        assertThat(ben.answers("c1")).containsExactly("receipt c1");
    }

    @Test
    void toEveryoneReachAllButTheSender() {
        kenji.connect(here);
        ada.connect(here);

        kenji.write("c1", EVERYONE, "stop deploying");

        ada.awaitMessage("stop deploying");
        ben.connect(there).awaitMessage("stop deploying");
        Colleague fresh = Colleague.of(floor, "fresh", "other");
        fresh.connect(here).awaitMessage("stop deploying");
        afterAllElse(ada, kenji);
        assertThat(kenji.texts()).doesNotContain("stop deploying");
    }

    @Test
    void stayInTheirWorkspace() {
        Floor elsewhere = new Floor();
        Colleague stranger = Colleague.of(elsewhere, "stranger", "review");
        stranger.connect(here);
        kenji.connect(here);
        ada.connect(here);
        kenji.write("c0", to(ada), "ours");
        UUID ours = ada.awaitMessage("ours").id();

        kenji.write("c1", to(stranger), "psst");
        kenji.write("c2", EVERYONE, "all");
        kenji.write("c3", REVIEWERS, "reviewers");
        stranger.write(replying(draft("c4", EVERYONE, "theirs"), ours));

        assertThat(kenji.answers("c1")).containsExactly("refused c1 INVALID message.agent");
        assertThat(stranger.answers("c4")).containsExactly("refused c4 INVALID message.in_reply_to");
        Colleague other = Colleague.of(elsewhere, "other").connect(here);
        afterAllElse(other, stranger);
        assertThat(stranger.got).hasSize(1);
        assertThat(elsewhere.in(() -> stored.ofAgent(elsewhere.workspace, ada.id, Optional.empty(), 100)))
                .isEmpty();
    }

    @Test
    void areReadOnlyByWhomTheyAreFor() {
        kenji.connect(here);
        ada.connect(here);
        ben.connect(here);
        kenji.write("c1", to(ada), "hello");
        AgentMessage message = ada.awaitMessage("hello");

        ben.read(message);

        assertThat(tally(ada, "hello").read()).isZero();
    }

    @Test
    void mayAnswerOthers() {
        kenji.connect(here);
        ada.connect(here);
        kenji.write("c1", to(ada), "why?");
        AgentMessage question = ada.awaitMessage("why?");

        ada.write(replying(draft("c1", to(kenji), "because"), question.id()));

        assertThat(kenji.awaitMessage("because").inReplyTo()).contains(question.id());
    }

    @Test
    void goToOneProcessOfAnAgentAndToTheOtherWhenThatIsGone() {
        kenji.connect(here);
        Colleague first = ada.connect(here);
        Colleague second = ada.process("two").connect(here);
        kenji.write("c1", to(ada), "hello");
        kenji.write("c2", to(ada), "world");
        Colleague holder = holder(first, second, "hello");

        holder.breakOff();

        (holder == first ? second : first).awaitMessage("hello");
        assertThat(tally(ada, "hello").recipients()).isEqualTo(1);
    }

    private static Colleague holder(Colleague first, Colleague second, String text) {
        await(text)
                .atMost(Duration.ofMinutes(1))
                .until(() -> first.texts().contains(text) || second.texts().contains(text));
        assertThat(first.texts().contains(text) && second.texts().contains(text))
                .describedAs("both got it")
                .isFalse();
        return first.texts().contains(text) ? first : second;
    }

    @Test
    void belongToTheStepOfTheAttemptUnderWhichTheyAreSent() {
        RunPlan plan = start();
        kenji.connect(here);
        SessionOut.Held held = kenji.work();

        kenji.write(under(draft("c1", to(ada), "see my step"), held));
        kenji.report(2, new ReportBody.Completed("1", "", OptionalInt.empty(), List.of()));
        kenji.write(under(draft("c2", to(ada), "that was it"), held));

        UUID step = plan.stepIds().get(0);
        assertThat(floor.in(() -> stored.ofStep(floor.workspace, step, Optional.empty(), 10)))
                .extracting(seen -> seen.message().text())
                .describedAs("the newest first; what the agent ended itself is still its own")
                .containsExactly("that was it", "see my step");
        assertThat(floor.in(() -> stored.ofRun(floor.workspace, plan.runId(), Optional.empty(), 1)))
                .hasSize(1);
        assertThat(floor.in(() -> stored.ofRun(UUID.randomUUID(), plan.runId(), Optional.empty(), 10)))
                .isEmpty();
        AgentMessage message = ada.connect(here).awaitMessage("see my step");
        assertThat(message.runId()).contains(plan.runId());
        assertThat(message.stepId()).contains(step);
    }

    @Test
    void areRefusedUnderAnAttemptThatIsNotTheSenders() {
        RunPlan plan = start();
        kenji.connect(here);
        ben.connect(here);
        SessionOut.Held held = kenji.work();

        kenji.write(under(draft("c1", to(ada), "stale"), new SessionOut.Held(held.attemptId(), held.fence() + 1)));
        ben.write(under(draft("c2", to(ada), "stolen"), held));
        kenji.write(under(draft("c3", to(ada), "guessed"), new SessionOut.Held(floor.ids.next(), 1)));
        floor.apply(new Command.Take(
                plan.runId(), floor.workspace, held.attemptId(), Taking.UNNAMED, "The agent does not name it."));
        kenji.write(under(draft("c4", to(ada), "late"), held));

        assertThat(kenji.answers("c1")).containsExactly("refused c1 LEASE_LOST ");
        assertThat(ben.answers("c2")).containsExactly("refused c2 LEASE_LOST ");
        assertThat(kenji.answers("c3")).containsExactly("refused c3 LEASE_LOST ");
        assertThat(kenji.answers("c4")).containsExactly("refused c4 LEASE_LOST ");
        assertThat(seenBy(ada)).isEmpty();
    }

    @Test
    void doNotUseTheirClientIdUpWhenTheyAreRefused() {
        kenji.connect(here);
        kenji.write("c1", new Address(Address.Kind.AGENT, "nobody"), "hello");

        kenji.write("c1", to(ada), "hello");

        assertThat(kenji.answers("c1")).containsExactly("refused c1 INVALID message.agent", "receipt c1");
    }

    @Test
    void areNotForAgentsThatAreRetired() {
        floor.run(() -> floor.sql.update(
                "UPDATE agent SET retired_at = UTC_TIMESTAMP(6) WHERE id = ?", bind -> bind.id(ada.id)));
        kenji.connect(here);

        kenji.write("c1", to(ada), "hello");
        kenji.write("c2", EVERYONE, "all");

        assertThat(kenji.answers("c1")).containsExactly("refused c1 INVALID message.agent");
        assertThat(tally(kenji, "all").recipients()).isEqualTo(1);
    }

    @Test
    void waitForAnAgentThatDoesNotRead() {
        kenji.connect(here);
        ada.connect(here);
        ben.connect(here);
        ada.hasRoom = false;

        kenji.write("c1", EVERYONE, "hello");
        ben.awaitMessage("hello");
        kenji.write("c2", to(ben), "more");
        ben.awaitMessage("more");
        assertThat(ada.got).isEmpty();
        ada.roomAgain();

        ada.awaitMessage("hello");
    }

    @Test
    void areBroughtNoMoreWhenTheirTimeIsOver() {
        kenji.connect(here);
        kenji.write("c1", to(ada), "hello");
        kenji.write("c2", EVERYONE, "all");
        floor.run(() -> floor.sql.update(
                "UPDATE message SET expires_at = UTC_TIMESTAMP(6) WHERE workspace_id = ?",
                bind -> bind.id(floor.workspace)));
        floor.run(() -> floor.sql.update(
                "UPDATE message_delivery SET expires_at = UTC_TIMESTAMP(6) WHERE workspace_id = ?",
                bind -> bind.id(floor.workspace)));

        ada.connect(here);
        Colleague fresh = Colleague.of(floor, "fresh").connect(here);

        afterAllElse(kenji, ada);
        afterAllElse(kenji, fresh);
        assertThat(ada.got).hasSize(1);
        assertThat(fresh.got).hasSize(1);
        assertThat(tally(kenji, "hello").waiting()).isZero();
        floor.run(() -> stored.expire(10_000));
        kenji.write("c1", to(ada), "again, a day later");
        ada.awaitMessage("again, a day later");
    }

    /** An older connection and a newer one may send the same at the same moment, to two nodes. */
    @Test
    void ofOneClientIdCannotBeStoredTwice() {
        kenji.connect(here);
        kenji.write("c1", to(ada), "hello");
        Message first = seenBy(kenji).get(0).message();
        Message second = new Message(
                floor.ids.next(),
                first.workspaceId(),
                first.senderId(),
                first.clientId(),
                first.to(),
                first.kind(),
                "again",
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                first.sentAt(),
                first.expiresAt());

        assertThatThrownBy(() -> floor.run(() -> stored.insert(List.of(second))))
                .hasStackTraceContaining("message_client");
    }

    @Test
    void manyAreBroughtInTheirOrderToAnAgentThatWasAway() {
        kenji.connect(here);
        for (int i = 0; i < 50; i++) {
            kenji.write("c" + i, to(ada), "m" + i);
        }

        ada.connect(there);

        ada.awaitMessage("m49");
        assertThat(ada.texts())
                .isEqualTo(IntStream.range(0, 50).mapToObj(i -> "m" + i).toList());
    }
}
