package org.opsflow.web.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.claim.StepSignal;

class LatestSignalsTest {
    private final LatestSignals<StepSignal> signals = LatestSignals.ofSteps();

    @Test
    void showsTheLastOneOnceASecond() {
        signals.put(signal(OptionalInt.of(1), Optional.empty()), 0);
        assertThat(signals.take(0)).hasSize(1);
        signals.put(signal(OptionalInt.of(2), Optional.empty()), 1);
        signals.put(signal(OptionalInt.of(3), Optional.empty()), 2);

        assertThat(signals.take(LatestSignals.INTERVAL_NANOS - 1)).isEmpty();
        assertThat(signals.take(LatestSignals.INTERVAL_NANOS))
                .extracting(StepSignal::percent)
                .containsExactly(OptionalInt.of(3));
    }

    @Test
    void keepsWhatTheNewerDoesNotKnow() {
        signals.put(signal(OptionalInt.of(40), Optional.of("compiling")), 0);
        signals.put(signal(OptionalInt.empty(), Optional.empty()), 0);

        List<StepSignal> due = signals.take(0);

        assertThat(due).extracting(StepSignal::percent).containsExactly(OptionalInt.of(40));
        assertThat(due).extracting(StepSignal::line).containsExactly(Optional.of("compiling"));
    }

    @Test
    void forgetsStepsThatWentQuiet() {
        signals.put(signal(OptionalInt.of(1), Optional.empty()), 0);
        signals.take(0);

        signals.take(LatestSignals.INTERVAL_NANOS);

        assertThat(signals.isEmpty()).isTrue();
    }

    private static final UUID STEP = UUID.randomUUID();

    private static StepSignal signal(OptionalInt percent, Optional<String> line) {
        return new StepSignal(UUID.randomUUID(), UUID.randomUUID(), STEP, percent, line, 0, 0, Instant.EPOCH);
    }
}
