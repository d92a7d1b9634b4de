package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LatestLoadsTest {
    private static final UUID HOME = UUID.randomUUID();

    private Instant now = Instant.EPOCH;
    private final LatestLoads loads = new LatestLoads(() -> now);

    private ProcessSignal beat(UUID workspaceId, String instance, Load load) {
        ProcessSignal signal = new ProcessSignal(workspaceId, "kenji", instance, load, now);
        loads.put(signal);
        return signal;
    }

    private static Load free(int slots) {
        return new Load(OptionalInt.of(slots), OptionalInt.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    @Test
    void knowsOfEachProcessWhatItSaidLast() {
        beat(HOME, "one", free(2));
        ProcessSignal last = beat(HOME, "one", free(1));
        ProcessSignal other = beat(HOME, "two", free(5));

        assertThat(loads.of(HOME, "kenji", "one")).contains(last);
        assertThat(loads.of(HOME, "kenji", "two")).contains(other);
        assertThat(loads.of(HOME, "zoe", "one")).isEmpty();
        assertThat(loads.of(UUID.randomUUID(), "kenji", "one")).isEmpty();
    }

    @Test
    void knowsNothingOfAProcessThatSaysNothing() {
        beat(HOME, "one", free(2));
        beat(HOME, "one", Load.UNKNOWN);

        assertThat(loads.of(HOME, "kenji", "one")).isEmpty();
    }

    @Test
    void forgetsProcessesThatWentQuiet() {
        ProcessSignal said = beat(HOME, "one", free(2));

        now = now.plus(LatestLoads.REMEMBERED);
        assertThat(loads.of(HOME, "kenji", "one")).contains(said);
        now = now.plus(Duration.ofMillis(1));
        assertThat(loads.of(HOME, "kenji", "one")).isEmpty();
        beat(HOME, "two", free(1));
        assertThat(loads.size()).isEqualTo(1);
    }
}
