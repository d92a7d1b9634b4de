package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BreathTest {
    private long now = 1_000;
    private final Breath breath = new Breath(256, () -> now);

    private void batch(long nanos, int answered, int waiting) {
        breath.begin();
        now += nanos;
        breath.end(answered, waiting);
    }

    @Test
    void aLaneThatWasIdleDoesNotWait() {
        assertThat(breath.left(1)).isNotPositive();

        batch(400, 8, 0);
        now += 100;
        assertThat(breath.left(1)).isNotPositive();
    }

    @Test
    void lastsAQuarterOfTheBatchBefore() {
        batch(400, 8, 0);
        assertThat(breath.left(1)).isEqualTo(100);
        now += 60;
        assertThat(breath.left(7)).isEqualTo(40);
    }

    @Test
    void aBatchThatWaitedForTheDatabaseHoldsNobodyUp() {
        batch(TimeUnit.SECONDS.toNanos(5), 8, 0);
        assertThat(breath.left(1)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(10));
    }

    @Test
    void endsWhenAllWhomItAnsweredAndAllWhoWaitedAreThere() {
        batch(400, 4, 4);
        assertThat(breath.left(7)).isPositive();
        assertThat(breath.left(8)).isZero();
    }

    @Test
    void doesNotWaitForMoreThanABatchHolds() {
        batch(400, 256, 5_000);
        assertThat(breath.left(256)).isZero();
    }

    @Test
    void oneAfterTheOtherIsNotHeldUp() {
        batch(400, 1, 0);
        assertThat(breath.left(1)).isZero();
    }
}
