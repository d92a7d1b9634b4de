package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.shared.Ids;

/** What Hello names against what is stored. */
class HoldingsTest {
    private final Ids ids = new Ids();
    private final List<AttemptRow> unfinished = new ArrayList<>();

    private AttemptRow stored(AttemptState state) {
        AttemptRow attempt = new AttemptRow(
                ids.next(),
                ids.next(),
                ids.next(),
                ids.next(),
                1,
                7,
                ids.next(),
                ids.next(),
                state,
                1,
                0,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.of("why"),
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                Duration.ofMinutes(1));
        unfinished.add(attempt);
        return attempt;
    }

    private Holdings hello(boolean resumed, SessionOut.Held... named) {
        return Holdings.of(List.of(named), unfinished, resumed);
    }

    private static SessionOut.Held held(AttemptRow attempt) {
        return new SessionOut.Held(attempt.id(), attempt.fence());
    }

    @Test
    void keepsWhatIsNamedUnderTheRightFence() {
        AttemptRow running = stored(AttemptState.RUNNING);
        AttemptRow leased = stored(AttemptState.LEASED);
        UUID unknown = ids.next();

        Holdings holdings =
                hello(false, held(running), new SessionOut.Held(leased.id(), 6), new SessionOut.Held(unknown, 1));

        assertThat(holdings.kept()).containsExactly(running);
        assertThat(holdings.lost()).containsExactly(leased.id(), unknown);
        assertThat(holdings.missed()).isEmpty();
    }

    /** Or it would stay leased for as long as its session is busy with anything else. */
    @Test
    void takesBackWhatIsNamedUnderAnotherFence() {
        AttemptRow leased = stored(AttemptState.LEASED);
        AttemptRow stopping = stored(AttemptState.STOPPING);

        Holdings holdings = hello(true, new SessionOut.Held(leased.id(), 6), new SessionOut.Held(stopping.id(), 6));

        assertThat(holdings.kept()).isEmpty();
        assertThat(holdings.abandoned()).containsExactly(leased);
        assertThat(holdings.stopped()).containsExactly(stopping);
        assertThat(holdings.stops()).isEmpty();
    }

    @Test
    void grantsAnewWhatAComingBackProcessNeverHeardOf() {
        AttemptRow leased = stored(AttemptState.LEASED);
        AttemptRow running = stored(AttemptState.RUNNING);

        assertThat(hello(true).missed()).containsExactly(leased);
        assertThat(hello(true).abandoned()).containsExactly(running);
        assertThat(hello(false).missed()).isEmpty();
        assertThat(hello(false).abandoned()).containsExactlyInAnyOrder(leased, running);
    }

    @Test
    void hasTheAgentStopWhatItNamesAndWhatWasCancelledMeanwhile() {
        AttemptRow stopping = stored(AttemptState.STOPPING);

        Holdings holdings = hello(true, held(stopping));

        assertThat(holdings.lost()).isEmpty();
        assertThat(holdings.stops()).containsExactly(Stop.of(stopping));
        assertThat(holdings.stopped()).isEmpty();
    }

    @Test
    void knowsThatNothingRunsOfACancelledAttemptThatIsNotNamed() {
        AttemptRow stopping = stored(AttemptState.STOPPING);

        assertThat(hello(true).stopped()).containsExactly(stopping);
        assertThat(hello(false).stopped()).containsExactly(stopping);
        assertThat(hello(false).abandoned()).isEmpty();
        assertThat(hello(true).missed()).isEmpty();
    }
}
