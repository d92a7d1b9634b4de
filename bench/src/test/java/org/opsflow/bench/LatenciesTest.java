package org.opsflow.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void namesTheSmallestDurationThatEnoughDoNotExceed() {
        for (int i = 100; i >= 1; i--) {
            latencies.add(TimeUnit.MILLISECONDS.toNanos(i));
        }

        assertThat(latencies.percentile(50)).isEqualTo(50);
        assertThat(latencies.percentile(99)).isEqualTo(99);
        assertThat(latencies.percentile(100)).isEqualTo(100);
    }

    @Test
    void keepsMoreThanItsFirstRoomHolds() {
        for (int i = 0; i < 200_000; i++) {
            latencies.add(i);
        }

        assertThat(latencies.count()).isEqualTo(200_000);
    }

    @Test
    void isZeroWhenNothingWasMeasured() {
        latencies.add(1);
        latencies.clear();

        assertThat(latencies.percentile(99)).isZero();
    }
}
