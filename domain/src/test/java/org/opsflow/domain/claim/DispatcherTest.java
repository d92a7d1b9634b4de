package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DispatcherTest {
    private final Hall hall = new Hall();

    private List<UUID> stored(int count, String capability) {
        List<UUID> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            steps.add(hall.storedStep(i, capability).id());
        }
        return steps;
    }

    @Test
    void offersOnlyAgainstCredits() {
        List<UUID> steps = stored(3, "script");
        Seat seat = hall.waitingSeat(2, "script");
        assertThat(Hall.offeredTo(seat)).isEqualTo(steps.subList(0, 2));

        hall.dispatcher.credit(seat, 1);
        assertThat(Hall.offeredTo(seat)).isEqualTo(steps);
        assertThat(hall.dispatcher.outstanding(seat)).isEqualTo(3);
    }

    @Test
    void offersTheOldestFirstAcrossQueues() {
        ReadyStep second = hall.storedStep(20, "script");
        ReadyStep first = hall.storedStep(10, "agent:claude");
        ReadyStep third = hall.storedStep(30, "agent:claude");
        Seat seat = hall.waitingSeat(3, "script", "agent:claude");

        assertThat(Hall.offeredTo(seat)).containsExactly(first.id(), second.id(), third.id());
    }

    @Test
    void offersNothingBeforeTheQueueWasRead() {
        ReadyStep old = hall.storedStep(1, "script");
        Seat seat = hall.seat("script");
        hall.dispatcher.credit(seat, 1);
        hall.readyStep(2, "script");
        assertThat(Hall.offeredTo(seat)).isEmpty();

        hall.read();
        assertThat(Hall.offeredTo(seat)).containsExactly(old.id());
    }

    @Test
    void offersWhatBecomesReadyToAWaitingAgentWithoutARead() {
        Seat seat = hall.waitingSeat(1, "script");
        ReadyStep first = hall.readyStep(1, "script");
        hall.read();
        hall.claim(seat, Hall.offers(seat).get(0));
        hall.dispatcher.credit(seat, 1);
        ReadyStep second = hall.readyStep(2, "script");

        assertThat(hall.dispatcher.wantsRead()).isFalse();
        assertThat(Hall.offeredTo(seat)).containsExactly(first.id(), second.id());
    }

    @Test
    void offersOnlyWhatTheAgentCanDo() {
        hall.storedStep(1, "gpu", "script");
        ReadyStep doable = hall.storedStep(2, "script");
        Seat seat = hall.waitingSeat(2, "script", "linux");

        assertThat(Hall.offeredTo(seat)).containsExactly(doable.id());
    }

    @Test
    void offersOnlyStepsOfTheAgentsWorkspace() {
        hall.storedStep(1, "script");
        Seat seat = hall.waitingSeat(1, "script");
        Hall elsewhere = new Hall();
        hall.dispatcher.ready(List.of(elsewhere.storedStep(0, "script")));
        hall.read();

        assertThat(Hall.offeredTo(seat)).hasSize(1);
    }

    @Test
    void letsTwoWaitingAgentsShareWhatComes() {
        hall.storedStep(0, "script");
        Seat one = hall.waitingSeat(11, "script");
        Seat two = hall.waitingSeat(10, "script");
        for (int i = 1; i <= 10; i++) {
            hall.readyStep(i, "script");
        }

        assertThat(Hall.offeredTo(one)).hasSize(6);
        assertThat(Hall.offeredTo(two)).hasSize(5);
        assertThat(Hall.offeredTo(one)).doesNotContainAnyElementsOf(Hall.offeredTo(two));
    }

    @Test
    void takesBackAnOfferThatWaitedTooLongWithItsCredit() {
        ReadyStep step = hall.storedStep(1, "script");
        Seat deaf = hall.waitingSeat(1, "script");
        Seat other = hall.waitingSeat(1, "script");
        UUID lapsed = Hall.offers(deaf).get(0).id();

        hall.pass(Duration.ofMillis(4_999));
        hall.dispatcher.expireOffers();
        assertThat(Hall.offeredTo(other)).isEmpty();
        hall.pass(Duration.ofMillis(1));
        hall.dispatcher.expireOffers();

        assertThat(Hall.offeredTo(other)).containsExactly(step.id());
        assertThat(hall.dispatcher.outstanding(deaf)).isEqualTo(1);
        assertThat(hall.dispatcher.accept(deaf, lapsed)).isEmpty();
        assertThat(((FakeOut) deaf.out).refusals)
                .extracting(refusal -> refusal.offerId().orElseThrow())
                .containsExactly(lapsed);
    }

    @Test
    void offersNobodyAStepWhoseRunHasEnded() {
        ReadyStep first = hall.storedStep(1, "script");
        ReadyStep second = hall.storedStep(2, "script");
        ReadyStep third = hall.storedStep(3, "script");
        Seat seat = hall.waitingSeat(1, "script");
        UUID withdrawn = Hall.offers(seat).get(0).id();

        hall.queue.removeAll(List.of(first, second));
        hall.dispatcher.withdraw(List.of(first, second));

        assertThat(Hall.offeredTo(seat)).containsExactly(first.id(), third.id());
        assertThat(hall.dispatcher.outstanding(seat)).isEqualTo(1);
        assertThat(hall.dispatcher.accept(seat, withdrawn)).isEmpty();
        assertThat(((FakeOut) seat.out).refusals)
                .extracting(refusal -> refusal.offerId().orElseThrow())
                .containsExactly(withdrawn);
    }

    @Test
    void leavesTheClaimOfAStepWhoseRunHasEndedToTheDatabase() {
        ReadyStep step = hall.storedStep(1, "script");
        Seat seat = hall.waitingSeat(1, "script");
        UUID offer = Hall.offers(seat).get(0).id();
        hall.dispatcher.accept(seat, offer);

        hall.queue.remove(step);
        hall.dispatcher.withdraw(List.of(step));
        assertThat(((FakeOut) seat.out).refusals).isEmpty();
        hall.dispatcher.gone(offer);

        assertThat(hall.dispatcher.outstanding(seat)).isEqualTo(1);
    }

    @Test
    void offersAgainToTheSameAgentWhenNobodyElseWaits() {
        ReadyStep step = hall.storedStep(1, "script");
        Seat seat = hall.waitingSeat(1, "script");
        hall.pass(Duration.ofSeconds(5));
        hall.dispatcher.expireOffers();

        assertThat(Hall.offeredTo(seat)).containsExactly(step.id(), step.id());
    }

    @Test
    void offersADeclinedStepToOthersButNotToThatAgentAgain() {
        ReadyStep first = hall.storedStep(1, "script");
        ReadyStep second = hall.storedStep(2, "script");
        Seat picky = hall.waitingSeat(1, "script");
        assertThat(hall.dispatcher.decline(picky, Hall.offers(picky).get(0).id(), true))
                .isTrue();
        assertThat(Hall.offeredTo(picky)).containsExactly(first.id(), second.id());
        hall.dispatcher.credit(picky, 5);
        hall.dispatcher.refresh();
        hall.read();

        assertThat(Hall.offeredTo(picky)).hasSize(2);
        assertThat(hall.dispatcher.outstanding(picky)).isEqualTo(6);
        assertThat(Hall.offeredTo(hall.waitingSeat(1, "script"))).containsExactly(first.id());
    }

    @Test
    void offersAgainAfterAWhileWhatAnAgentWasTooBusyFor() {
        ReadyStep step = hall.storedStep(1, "script");
        Seat busy = hall.waitingSeat(1, "script");
        assertThat(hall.dispatcher.decline(busy, Hall.offers(busy).get(0).id(), false))
                .isTrue();

        hall.pass(Duration.ofMillis(4_999));
        hall.dispatcher.expireOffers();
        assertThat(Hall.offeredTo(busy)).containsExactly(step.id());
        hall.pass(Duration.ofMillis(1));
        hall.dispatcher.expireOffers();

        assertThat(Hall.offeredTo(busy)).containsExactly(step.id(), step.id());
        assertThat(hall.dispatcher.outstanding(busy)).isEqualTo(1);
    }

    @Test
    void givesAnOfferItsWholeTimeAgainWhenItsClaimCouldNotBeTried() {
        ReadyStep step = hall.storedStep(1, "script");
        Seat seat = hall.waitingSeat(1, "script");
        Seat other = hall.waitingSeat(1, "script");
        UUID offer = Hall.offers(seat).get(0).id();
        hall.pass(Duration.ofSeconds(4));
        hall.dispatcher.accept(seat, offer);
        hall.dispatcher.offerAgain(offer);

        hall.pass(Duration.ofSeconds(4));
        hall.dispatcher.expireOffers();
        assertThat(Hall.offeredTo(other)).isEmpty();
        assertThat(hall.dispatcher.accept(seat, offer)).contains(step);
    }

    @Test
    void givesAnOfferToOthersWhenItsSeatLeftBeforeItsClaimWasTried() {
        ReadyStep step = hall.storedStep(1, "script");
        Seat leaving = hall.waitingSeat(1, "script");
        Seat other = hall.waitingSeat(1, "script");
        UUID offer = Hall.offers(leaving).get(0).id();
        hall.dispatcher.accept(leaving, offer);
        hall.dispatcher.leave(leaving);

        hall.dispatcher.offerAgain(offer);

        assertThat(Hall.offeredTo(other)).containsExactly(step.id());
    }

    @Test
    void answersOnlyTheSeatThatHasTheOffer() {
        hall.storedStep(1, "script");
        Seat seat = hall.waitingSeat(1, "script");
        Seat thief = hall.waitingSeat(1, "script");
        UUID offer = Hall.offers(seat).get(0).id();

        assertThat(hall.dispatcher.accept(thief, offer)).isEmpty();
        assertThat(hall.dispatcher.decline(thief, offer, true)).isFalse();
        assertThat(hall.dispatcher.accept(seat, offer)).isPresent();
        assertThat(hall.dispatcher.accept(seat, offer)).isEmpty();
        assertThat(hall.dispatcher.decline(seat, offer, true)).isFalse();
    }

    @Test
    void givesBackTheOffersOfASeatThatLeaves() {
        ReadyStep step = hall.storedStep(1, "script");
        Seat leaving = hall.waitingSeat(3, "script");
        Seat other = hall.waitingSeat(1, "script");
        hall.dispatcher.leave(leaving);

        assertThat(Hall.offeredTo(other)).containsExactly(step.id());
        assertThat(hall.dispatcher.outstanding(other)).isEqualTo(1);
        hall.dispatcher.credit(leaving, 1);
        hall.readyStep(2, "script");
        assertThat(Hall.offeredTo(leaving)).hasSize(1);
    }

    @Test
    void leavesAloneAStepWhoseClaimIsOnItsWayWhenItsSeatLeaves() {
        hall.storedStep(1, "script");
        Seat leaving = hall.waitingSeat(1, "script");
        UUID offer = Hall.offers(leaving).get(0).id();
        ReadyStep claiming = hall.dispatcher.accept(leaving, offer).orElseThrow();
        hall.dispatcher.leave(leaving);
        Seat next = hall.waitingSeat(1, "script");
        hall.dispatcher.refresh();
        hall.read();
        assertThat(Hall.offeredTo(next)).isEmpty();

        hall.dispatcher.unclaimed(offer);
        assertThat(Hall.offeredTo(next)).containsExactly(claiming.id());
    }

    @Test
    void ignoresAJoinAfterTheSeatHasLeft() {
        hall.storedStep(1, "script");
        Seat seat = hall.seat("script");
        hall.dispatcher.leave(seat);
        hall.dispatcher.leave(seat);
        hall.dispatcher.join(seat, hall.requirements.values());

        assertThat(hall.dispatcher.workspaces()).isEmpty();
    }

    @Test
    void offersNothingToAnAgentThatDoesNotRead() {
        ReadyStep step = hall.storedStep(1, "script");
        Seat slow = hall.seat("script");
        hall.read();
        ((FakeOut) slow.out).room = false;
        hall.dispatcher.credit(slow, 1);
        hall.dispatcher.refresh();
        hall.read();
        assertThat(Hall.offeredTo(slow)).isEmpty();

        ((FakeOut) slow.out).room = true;
        hall.dispatcher.roomAgain(slow);
        assertThat(Hall.offeredTo(slow)).containsExactly(step.id());
    }

    @Test
    void passesByAnAgentThatDoesNotRead() {
        Seat slow = hall.seat("script");
        hall.storedStep(0, "script");
        hall.dispatcher.learn(hall.workspace, hall.requirements.values());
        ((FakeOut) slow.out).room = false;
        hall.dispatcher.credit(slow, 1);
        Seat other = hall.waitingSeat(2, "script");
        ReadyStep step = hall.readyStep(1, "script");

        assertThat(Hall.offeredTo(other)).endsWith(step.id());
    }

    @Test
    void findsAStepBehindFiveThousandThatNobodyCanDo() {
        stored(5_000, "gpu");
        Seat seat = hall.waitingSeat(1, "script");
        ReadyStep step = hall.storedStep(5_001, "script");
        hall.dispatcher.ready(List.of(step));
        hall.read();

        assertThat(Hall.offeredTo(seat)).containsExactly(step.id());
    }

    @Test
    void servesAOneStepRunWithinTwentyGrantsOfAFanOutOfTenThousand() {
        long micros = 1_000_000_000L;
        for (int live = 1; live <= 10_000; live++) {
            hall.storedStep(QueueOrder.key(java.time.Instant.ofEpochSecond(1_000), 2, live), "script");
        }
        ReadyStep late = hall.storedStep(
                QueueOrder.key(java.time.Instant.ofEpochSecond(1_000).plusMillis(500), 2, 1), "script");
        assertThat(late.orderKey()).isGreaterThan(micros);
        Seat seat = hall.waitingSeat(20, "script");

        assertThat(Hall.offeredTo(seat)).contains(late.id());
    }

    @Test
    void keepsTheOrderOverMoreThanOneWindow() {
        List<UUID> steps = stored(5_000, "script");
        Seat seat = hall.waitingSeat(0, "script");
        for (int i = 0; i < 5_000; i++) {
            hall.dispatcher.credit(seat, 1);
            hall.claim(seat, Hall.offers(seat).get(i));
            hall.read();
        }

        assertThat(Hall.offeredTo(seat)).isEqualTo(steps);
        assertThat(hall.queue).isEmpty();
    }

    @Test
    void keepsTheOrderWhenManyStepsBecomeReadyHere() {
        Seat seat = hall.waitingSeat(0, "script");
        List<UUID> steps = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            steps.add(hall.readyStep(i, "script").id());
        }
        hall.read();
        for (int i = 0; i < 5_000; i++) {
            hall.dispatcher.credit(seat, 1);
            hall.claim(seat, Hall.offers(seat).get(i));
            hall.read();
        }

        assertThat(Hall.offeredTo(seat)).isEqualTo(steps);
    }

    @Test
    void readsAtOnceWhereSomebodyWaitsWhenAnotherNodeSaysThatStepsDo() {
        ReadyStep first = hall.storedStep(2, "script");
        Seat busy = hall.waitingSeat(1, "script");
        Window.Key queue = new Window.Key(hall.workspace, first.requirementKey());
        ReadyStep earlier = hall.storedStep(1, "script");

        assertThat(hall.dispatcher.wake(queue)).isTrue();
        assertThat(hall.dispatcher.wantsRead()).describedAs("nobody waits").isFalse();
        hall.dispatcher.readDoubted();
        assertThat(hall.dispatcher.wantsRead()).isTrue();
        hall.read();
        hall.dispatcher.credit(busy, 2);
        ReadyStep later = hall.storedStep(3, "script");
        assertThat(hall.dispatcher.wake(queue)).isTrue();
        hall.read();

        assertThat(Hall.offeredTo(busy)).containsExactly(first.id(), earlier.id(), later.id());
    }

    @Test
    void knowsWhenItHasToLearnOfAQueueThatAnotherNodeTellsOf() {
        Window.Key queue =
                new Window.Key(hall.workspace, hall.storedStep(1, "script").requirementKey());
        assertThat(hall.dispatcher.wake(queue)).describedAs("nobody is here").isTrue();
        hall.requirements.clear();
        hall.waitingSeat(1, "script");

        assertThat(hall.dispatcher.wake(queue)).isFalse();
    }

    @Test
    void saysWhichStepsNobodyHereTakesAtOnce() {
        hall.waitingSeat(0, "script");
        ReadyStep one = hall.storedStep(1, "script");
        ReadyStep gpu = hall.storedStep(1, "gpu");
        Seat seat = hall.waitingSeat(1, "script");
        hall.claim(seat, Hall.offers(seat).get(0));
        hall.dispatcher.credit(seat, 1);
        ReadyStep two = hall.storedStep(2, "script");
        ReadyStep three = hall.storedStep(3, "script");

        assertThat(hall.dispatcher.ready(List.of(two))).isEmpty();
        assertThat(hall.dispatcher.ready(List.of(three, gpu)))
                .containsExactlyInAnyOrder(
                        new Window.Key(hall.workspace, one.requirementKey()),
                        new Window.Key(hall.workspace, gpu.requirementKey()));
    }

    @Test
    void aStaleReadBringsBackNothingThatIsReserved() {
        hall.storedStep(1, "script");
        hall.storedStep(2, "script");
        Seat seat = hall.waitingSeat(2, "script");
        Seat other = hall.waitingSeat(2, "script");
        hall.dispatcher.refresh();
        Runnable merge = hall.beginRead();
        hall.dispatcher.accept(seat, Hall.offers(seat).get(0).id());
        merge.run();

        assertThat(Hall.offeredTo(other)).isEmpty();
    }

    @Test
    void aStaleReadGivesAReturnedStepNoSecondPlace() {
        ReadyStep step = hall.storedStep(1, "script");
        Seat seat = hall.waitingSeat(1, "script");
        hall.dispatcher.refresh();
        Runnable merge = hall.beginRead();
        hall.claim(seat, Hall.offers(seat).get(0));
        ReadyStep again = new ReadyStep(step.id(), step.runId(), step.workspaceId(), 9, step.spec());
        hall.dispatcher.ready(List.of(again));
        merge.run();
        Seat one = hall.waitingSeat(1, "script");
        Seat two = hall.waitingSeat(1, "script");

        assertThat(Hall.offeredTo(one)).containsExactly(step.id());
        assertThat(Hall.offeredTo(two)).isEmpty();
    }

    @Test
    void aStepThatBecomesReadyDuringAReadIsNotForgotten() {
        Hall small = new Hall(8);
        for (int i = 0; i < 9; i++) {
            small.storedStep(i, "script");
        }
        Seat seat = small.waitingSeat(7, "script");
        Runnable merge = small.beginRead();
        ReadyStep late = small.readyStep(100, "script");
        merge.run();
        small.read();
        small.dispatcher.credit(seat, 10);
        small.read();

        assertThat(Hall.offeredTo(seat)).hasSize(10).endsWith(late.id());
    }

    @Test
    void aSweepFindsWhatAnotherNodeMadeReadyEarlierInTheOrder() {
        Hall small = new Hall(8);
        for (int i = 10; i < 19; i++) {
            small.storedStep(i, "script");
        }
        Seat seat = small.waitingSeat(7, "script");
        ReadyStep earlier = small.storedStep(1, "script");
        small.dispatcher.refresh();
        small.read();
        small.dispatcher.credit(seat, 1);

        assertThat(Hall.offeredTo(seat)).endsWith(earlier.id());
    }

    @Test
    void readsNothingWhileNothingHappens() {
        stored(10, "script");
        hall.waitingSeat(100, "script");

        assertThat(hall.dispatcher.wantsRead()).isFalse();
    }

    @Test
    void takesBackWhatIsOfferedToAnAgentThatIsPausedAndOffersItToOthers() {
        ReadyStep step = hall.readyStep(1, "script");
        Seat paused = hall.waitingSeat(2, "script");
        Seat other = hall.waitingSeat(1, "script");
        assertThat(Hall.offeredTo(paused)).containsExactly(step.id());

        hall.dispatcher.holdBack(hall.workspace, paused.agent.agentId(), true);

        assertThat(((FakeOut) paused.out).said).containsExactly("offer", "refused OFFER_GONE");
        assertThat(Hall.offeredTo(other)).containsExactly(step.id());
        assertThat(hall.dispatcher.outstanding(paused)).isEqualTo(2);
    }

    @Test
    void offersNothingToAnAgentThatIsPausedWhateverHappensAndAllWhenItIsResumed() {
        Seat paused = hall.waitingSeat(1, "script", "gpu");
        hall.dispatcher.holdBack(hall.workspace, paused.agent.agentId(), true);
        hall.dispatcher.holdBack(UUID.randomUUID(), paused.agent.agentId(), false);

        hall.dispatcher.credit(paused, 2);
        ReadyStep one = hall.readyStep(1, "script");
        // A window that opens for it.
        ReadyStep two = hall.readyStep(2, "gpu");
        hall.read();
        hall.dispatcher.roomAgain(paused);
        hall.dispatcher.refresh();
        hall.read();
        assertThat(Hall.offers(paused)).isEmpty();
        assertThat(hall.dispatcher.wantsRead()).isFalse();

        hall.dispatcher.holdBack(hall.workspace, paused.agent.agentId(), false);
        assertThat(Hall.offeredTo(paused)).containsExactly(one.id(), two.id());
    }

    @Test
    void asksNothingOfAnAgentWhoseClaimWasRefusedAsItIsPaused() {
        ReadyStep step = hall.readyStep(1, "script");
        Seat seat = hall.waitingSeat(1, "script");
        UUID offer = Hall.offers(seat).get(0).id();
        hall.dispatcher.accept(seat, offer).orElseThrow();
        Seat other = hall.waitingSeat(1, "script");

        hall.dispatcher.unclaimedWhilePaused(offer);

        assertThat(Hall.offers(seat)).hasSize(1);
        assertThat(Hall.offeredTo(other)).containsExactly(step.id());
        assertThat(hall.dispatcher.outstanding(seat)).isEqualTo(1);
        ReadyStep next = hall.readyStep(2, "script");
        assertThat(Hall.offers(seat)).hasSize(1);
        hall.dispatcher.holdBack(hall.workspace, seat.agent.agentId(), false);
        assertThat(Hall.offeredTo(seat)).containsExactly(step.id(), next.id());
    }
}
