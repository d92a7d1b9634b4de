package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrainingTest {
    private static final Duration MOST = Duration.ofSeconds(10);

    @Test
    void givesEachAgentItsShareOfTheTime() {
        assertThat(latest(1)).isEqualTo(Duration.ofMillis(499));
        assertThat(latest(1_000)).isEqualTo(Duration.ofMillis(4_999));
        assertThat(latest(100_000)).isEqualTo(Duration.ofMillis(9_999));
        assertThat(new Draining(1_000, MOST, () -> 0).delay()).isZero();
    }

    @Test
    void letsNoMoreThanASmallPartOfAThousandComeAtOnce() {
        Draining draining = new Draining(1_000, MOST, new Random(7)::nextDouble);
        int[] inEachTenth = new int[10];

        IntStream.range(0, 1_000)
                .forEach(i -> inEachTenth[(int) (draining.delay().toMillis() / 500)]++);

        assertThat(Arrays.stream(inEachTenth).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(60, 140));
    }

    private static Duration latest(int agents) {
        return new Draining(agents, MOST, () -> 0.9999).delay();
    }
}
