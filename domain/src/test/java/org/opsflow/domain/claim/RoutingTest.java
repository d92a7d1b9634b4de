package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.workflow.Requirement;
import org.opsflow.domain.workflow.StepSpec;

/** Who of those that wait gets a step. */
class RoutingTest {
    private final Hall hall = new Hall();
    private final UUID run = hall.ids.next();
    private Seat first;
    private Seat second;

    @BeforeEach
    void twoWait() {
        Requirement script = Requirement.of(List.of("script"));
        hall.requirements.put(script.key(), script);
        first = hall.waitingSeat(5, "script", "slow");
        second = hall.waitingSeat(5, "script", "fast", "region=eu");
    }

    private ReadyStep ready(long key, String... preferred) {
        return hall.preferringStep(run, key, List.of(preferred), "script");
    }

    @Test
    void isTheOneWithMostOfWhatTheStepPrefers() {
        ReadyStep fast = ready(1, "fast");
        ReadyStep both = ready(2, "slow", "fast", "region=eu");
        ReadyStep again = ready(3, "region=eu");

        assertThat(Hall.offeredTo(second)).containsExactly(fast.id(), both.id(), again.id());
        assertThat(Hall.offeredTo(first)).isEmpty();
    }

    @Test
    void isAnybodyWhenNobodyHasWhatIsPreferredOrWhoHasDoesNotWait() {
        ReadyStep unknown = ready(1, "unheard-of");
        assertThat(Hall.offeredTo(first)).containsExactly(unknown.id());

        ((FakeOut) second.out).room = false;
        ReadyStep fast = ready(2, "fast");
        assertThat(Hall.offeredTo(first)).containsExactly(unknown.id(), fast.id());
        assertThat(Hall.offeredTo(second)).isEmpty();
    }

    @Test
    void isWhoDidTheRunsLastStepThoughItIsNotItsTurn() {
        ready(1);
        hall.claim(first, Hall.offers(first).get(0));

        ReadyStep next = ready(2);
        assertThat(Hall.offeredTo(first)).endsWith(next.id());
        assertThat(Hall.offeredTo(second)).isEmpty();
    }

    @Test
    void isWhoIsPreferredRatherThanWhoDidTheRunsLastStep() {
        ready(1);
        hall.claim(first, Hall.offers(first).get(0));

        ReadyStep next = ready(2, "fast");
        assertThat(Hall.offeredTo(second)).containsExactly(next.id());
    }

    @Test
    void isAnotherWhenWhoDidTheLastStepHasLeftOrFailedThisOne() {
        ready(1);
        hall.claim(first, Hall.offers(first).get(0));
        ReadyStep failed = hall.failedStep(2, first, "script");
        assertThat(Hall.offeredTo(second)).containsExactly(failed.id());

        hall.dispatcher.leave(first);
        ReadyStep next = ready(3);
        assertThat(Hall.offeredTo(second)).endsWith(next.id());
    }

    @Test
    void holdsForStandingCreditsToo() {
        Seat third = hall.seat("script", "gpu");
        hall.dispatcher.leave(first);
        hall.dispatcher.leave(second);
        Seat fourth = hall.seat("script");
        hall.dispatcher.standing(fourth, 1);
        hall.dispatcher.standing(third, 1);
        ReadyStep step = hall.preferringStep(run, 1, List.of("gpu"), "none");
        ReadyStep fresh =
                new ReadyStep(step.id(), run, hall.workspace, 1, spec(step, Requirement.of(List.of("script"))));

        List<Lane.Ticket> tickets = hall.dispatcher.claimAhead(List.of(), List.of(fresh));
        assertThat(tickets).hasSize(1);
        assertThat(third.claiming).isEqualTo(1);
        assertThat(fourth.claiming).isZero();
    }

    private static StepSpec spec(ReadyStep step, Requirement requirement) {
        StepSpec spec = step.spec();
        return new StepSpec(
                0,
                spec.key(),
                spec.name(),
                0,
                List.of(),
                List.of(),
                spec.task(),
                requirement,
                spec.preferred(),
                spec.timeout(),
                0,
                spec.stall());
    }
}
