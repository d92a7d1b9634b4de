package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.workflow.Requirement;

/** A step that somebody failed goes to somebody else, as long as there is anybody. */
class ExclusionsTest {
    private final Hall hall = new Hall();

    private void passAndSweep(Duration time) {
        hall.pass(time);
        hall.dispatcher.expireOffers();
        hall.dispatcher.refresh();
        hall.read();
    }

    /** It has an attempt and no credits. */
    private Seat busySeat() {
        hall.storedStep(1, "script");
        Seat busy = hall.waitingSeat(1, "script");
        hall.claim(busy, Hall.offers(busy).get(0));
        return busy;
    }

    @Test
    void waitsForAnotherAgentThatIsBusyAndGoesBackWhenThatLeaves() {
        Seat busy = busySeat();
        Seat failed = hall.waitingSeat(1, "script");
        ReadyStep step = hall.failedStep(2, failed, "script");
        passAndSweep(Duration.ofMinutes(5));
        assertThat(Hall.offeredTo(failed)).isEmpty();

        hall.dispatcher.leave(busy);
        passAndSweep(Duration.ZERO);
        assertThat(Hall.offeredTo(failed)).containsExactly(step.id());
    }

    @Test
    void goesToTheOtherAsSoonAsItAsks() {
        Seat busy = busySeat();
        Seat failed = hall.waitingSeat(1, "script");
        ReadyStep step = hall.failedStep(2, failed, "script");

        hall.dispatcher.credit(busy, 1);
        assertThat(Hall.offeredTo(busy)).endsWith(step.id());
    }

    @Test
    void comesAgainAfterAPauseWhenThereIsNobodyElse() {
        Seat failed = hall.waitingSeat(1, "script");
        ReadyStep step = hall.failedStep(1, failed, "script");
        hall.read();
        hall.dispatcher.expireOffers();
        assertThat(Hall.offeredTo(failed)).isEmpty();

        hall.pass(Exclusions.FIRST_GO);
        hall.dispatcher.expireOffers();
        assertThat(Hall.offeredTo(failed)).containsExactly(step.id());
    }

    @Test
    void doesNotWaitForAnAgentThatIsPausedOrNeverAsks() {
        Seat paused = busySeat();
        Seat never = hall.seat("script");
        Seat failed = hall.waitingSeat(1, "script");
        ReadyStep step = hall.failedStep(2, failed, "script");
        hall.dispatcher.holdBack(hall.workspace, paused.agent.agentId(), true);

        passAndSweep(Exclusions.FIRST_GO);
        assertThat(Hall.offeredTo(failed)).containsExactly(step.id());
        assertThat(Hall.offeredTo(never)).isEmpty();
    }

    @Test
    void doesNotWaitForEver() {
        busySeat();
        Seat failed = hall.waitingSeat(1, "script");
        ReadyStep step = hall.failedStep(2, failed, "script");

        passAndSweep(Exclusions.MOST.minusSeconds(1));
        assertThat(Hall.offeredTo(failed)).isEmpty();
        passAndSweep(Duration.ofSeconds(1));
        assertThat(Hall.offeredTo(failed)).containsExactly(step.id());
    }

    @Test
    void isKeptFromAllWhoFailedItWhileThereIsOneWhoDidNot() {
        busySeat();
        Seat one = hall.waitingSeat(1, "script");
        ReadyStep step = hall.failedStep(2, one, "script");
        Seat two = hall.waitingSeat(1, "script");
        assertThat(Hall.offeredTo(two)).containsExactly(step.id());
        hall.claim(two, Hall.offers(two).get(0));
        hall.dispatcher.credit(two, 1);
        ReadyStep again =
                new ReadyStep(step.id(), step.runId(), step.workspaceId(), 3, step.spec(), Optional.of(two.sessionId));
        hall.queue.add(again);
        hall.dispatcher.ready(List.of(again));

        passAndSweep(Duration.ofMinutes(1));
        assertThat(Hall.offeredTo(one)).isEmpty();
        assertThat(Hall.offeredTo(two)).hasSize(1);
    }

    @Test
    void isKnownOfAStepThatIsReadFromTheQueue() {
        busySeat();
        Seat failed = hall.seat("script");
        ReadyStep step = hall.storedFailedStep(2, failed, "script");
        hall.dispatcher.credit(failed, 1);
        passAndSweep(Duration.ofMinutes(1));

        assertThat(Hall.offeredTo(failed)).isEmpty();
        passAndSweep(Exclusions.MOST);
        assertThat(Hall.offeredTo(failed)).containsExactly(step.id());
    }

    @Test
    void holdsForStandingCreditsInTheVeryBatchThatFailsTheStep() {
        Seat failed = hall.seat("script");
        hall.dispatcher.learn(hall.workspace, List.of(Requirement.of(List.of("script"))));
        hall.read();
        hall.dispatcher.standing(failed, 1);
        ReadyStep step = hall.storedFailedStep(1, failed, "script");

        assertThat(hall.dispatcher.claimAhead(List.of(), List.of(step))).isEmpty();
        hall.dispatcher.ready(List.of(step));
        assertThat(hall.claimed).isEmpty();
        hall.pass(Exclusions.FIRST_GO);
        hall.dispatcher.expireOffers();
        assertThat(hall.claimed).hasSize(1);
    }
}
