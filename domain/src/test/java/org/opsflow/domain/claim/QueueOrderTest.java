package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class QueueOrderTest {
    private static final Instant NOON = Instant.parse("2026-07-01T12:00:00.123456Z");

    @Test
    void isTheReadyTimeInMicrosecondsForAnUrgentStep() {
        assertThat(QueueOrder.key(NOON, 0, 1)).isEqualTo(1_782_907_200_123_456L);
    }

    @Test
    void putsEachLowerClassTenMinutesBack() {
        for (int priority = 0; priority < 3; priority++) {
            assertThat(QueueOrder.key(NOON, priority + 1, 1))
                    .isEqualTo(QueueOrder.key(NOON.plus(Duration.ofMinutes(10)), priority, 1));
        }
    }

    @Test
    void countsLiveStepsOnlyBeyondSixteen() {
        assertThat(QueueOrder.key(NOON, 2, 16)).isEqualTo(QueueOrder.key(NOON, 2, 0));
        assertThat(QueueOrder.key(NOON, 2, 17)).isEqualTo(QueueOrder.key(NOON.plusSeconds(1), 2, 0));
        assertThat(QueueOrder.key(NOON, 2, 10_016)).isEqualTo(QueueOrder.key(NOON.plusSeconds(10_000), 2, 0));
    }

    @Property
    void neverLetsAStepWaitForMoreThanItsClassesTimesTenMinutes(
            @ForAll @IntRange(max = 3) int low, @ForAll @IntRange(max = 3) int other) {
        long waiting = QueueOrder.key(NOON, low, 1);

        assertThat(QueueOrder.key(NOON.plus(Duration.ofMinutes(10L * low)).plusNanos(1_000), other, 1))
                .isGreaterThan(waiting);
    }

    @Test
    void letsASmallRunInAmongTheStepsOfALargeOne() {
        record Place(long key, String run) {}
        List<Place> queue = new ArrayList<>();
        for (int live = 1; live <= 10_000; live++) {
            queue.add(new Place(QueueOrder.key(NOON, 2, live), "large"));
        }
        queue.add(new Place(QueueOrder.key(NOON.plusMillis(1), 2, 1), "small"));
        queue.sort(Comparator.comparingLong(Place::key));

        assertThat(queue.subList(0, 20)).extracting(Place::run).contains("small");
    }
}
