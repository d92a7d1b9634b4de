package org.opsflow.domain.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every pair of states against a table written by hand, from the description of a run's life and not from the code. */
class StatesTest {
    private static final Set<String> STEP_MOVES = Set.of(
            "pending -> ready",
            "pending -> skipped",
            "pending -> cancelled",
            "ready -> leased",
            "ready -> skipped",
            "ready -> cancelled",
            "leased -> running",
            "leased -> ready",
            "leased -> failed",
            "leased -> skipped",
            "leased -> cancelled",
            "running -> completed",
            "running -> ready",
            "running -> failed",
            "running -> skipped",
            "running -> cancelled");
    private static final Set<String> RUN_MOVES = Set.of(
            "pending -> running",
            "pending -> failed",
            "pending -> cancelled",
            "running -> completed",
            "running -> failed",
            "running -> cancelled");

    @Test
    void allowsExactlyTheMovesOfAStep() {
        Set<String> allowed = new TreeSet<>();
        for (StepState from : StepState.values()) {
            for (StepState to : StepState.values()) {
                if (from.mayBecome(to)) {
                    allowed.add(from.word() + " -> " + to.word());
                }
            }
        }

        assertThat(allowed).containsExactlyInAnyOrderElementsOf(STEP_MOVES);
    }

    @Test
    void allowsExactlyTheMovesOfARun() {
        Set<String> allowed = new TreeSet<>();
        for (RunState from : RunState.values()) {
            for (RunState to : RunState.values()) {
                if (from.mayBecome(to)) {
                    allowed.add(from.word() + " -> " + to.word());
                }
            }
        }

        assertThat(allowed).containsExactlyInAnyOrderElementsOf(RUN_MOVES);
    }

    @Test
    void knowsWhichStatesAreFinalAndWhichAreLive() {
        assertThat(StepState.values())
                .filteredOn(StepState::isFinal)
                .containsExactly(StepState.COMPLETED, StepState.FAILED, StepState.SKIPPED, StepState.CANCELLED);
        assertThat(StepState.values())
                .filteredOn(StepState::isLive)
                .containsExactly(StepState.READY, StepState.LEASED, StepState.RUNNING);
        assertThat(RunState.values())
                .filteredOn(RunState::isFinal)
                .containsExactly(RunState.COMPLETED, RunState.FAILED, RunState.CANCELLED);
    }

    @Test
    void findsEachStateByItsWordInAnyLocale() {
        Locale before = Locale.getDefault();
        try {
            // In Turkish the lower case of I is another letter.
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            for (StepState state : StepState.values()) {
                assertThat(StepState.of(state.word())).isEqualTo(state);
                assertThat(state.word()).matches("[a-z]+");
            }
            for (RunState state : RunState.values()) {
                assertThat(RunState.of(state.word())).isEqualTo(state);
                assertThat(state.word()).matches("[a-z]+");
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void showsOutsideOnlyTheFiveStatesOfTheDocument() {
        assertThat(StepState.values())
                .extracting(StepState::status)
                .containsOnly("pending", "running", "completed", "failed", "skipped");
        assertThat(StepState.READY.status()).isEqualTo("pending");
        assertThat(StepState.LEASED.status()).isEqualTo("pending");
        assertThat(StepState.CANCELLED.status()).isEqualTo("skipped");
        assertThat(StepState.CANCELLED.reason()).contains("cancelled");
        assertThat(StepState.SKIPPED.reason()).contains("run_failed");
        assertThat(StepState.FAILED.reason()).isEmpty();
    }
}
