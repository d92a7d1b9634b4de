package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AttemptStateTest {
    private static final Set<String> MOVES = Set.of(
            "leased -> running",
            "leased -> released",
            "leased -> lost",
            "leased -> stopping",
            "running -> completed",
            "running -> failed",
            "running -> released",
            "running -> lost",
            "running -> stopping",
            "stopping -> cancelled");

    @Test
    void allowsExactlyTheMovesOfAnAttempt() {
        Set<String> allowed = new TreeSet<>();
        for (AttemptState from : AttemptState.values()) {
            for (AttemptState to : AttemptState.values()) {
                if (from.mayBecome(to)) {
                    allowed.add(from.word() + " -> " + to.word());
                }
            }
        }

        assertThat(allowed).containsExactlyInAnyOrderElementsOf(MOVES);
    }

    @Test
    void isOpenWhileAnAgentHoldsIt() {
        assertThat(AttemptState.values())
                .filteredOn(AttemptState::isOpen)
                .containsExactly(AttemptState.LEASED, AttemptState.RUNNING);
    }

    @Test
    void findsEachStateByItsWord() {
        for (AttemptState state : AttemptState.values()) {
            assertThat(AttemptState.of(state.word())).isEqualTo(state);
        }
    }
}
