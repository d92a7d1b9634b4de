package org.opsflow.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opsflow.proto.agent.v1.Usage;

class UsageMeterTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final List<Duration> alarms = new ArrayList<>();
    private final UsageMeter meter = new UsageMeter(HOUR, alarms::add);

    @Test
    void asksAtOnceAndThenNotBeforeThePauseIsOver() {
        meter.add(ModelUsage.of("opus", 1, 1));
        meter.add(ModelUsage.of("opus", 1, 1));
        assertThat(alarms).containsExactly(Duration.ZERO);

        meter.take();
        meter.add(ModelUsage.of("opus", 1, 1));

        assertThat(alarms).hasSize(2);
        assertThat(alarms.get(1)).isPositive().isLessThanOrEqualTo(HOUR);
    }

    @Test
    void addsUpByModelAndTellsEachUseOnce() {
        meter.add(ModelUsage.of("opus", 100, 7).withCachedInput(40).withCostMicros(1_500));
        meter.add(ModelUsage.of("haiku", 5, 6));
        meter.add(ModelUsage.of("opus", 10, 3).withCostMicros(500));

        Usage taken = meter.take().orElseThrow();

        assertThat(taken.getModelsList())
                .containsExactly(
                        new ModelUsage("opus", 2, 110, 40, 10, 2_000).onTheWire(),
                        ModelUsage.of("haiku", 5, 6).onTheWire());
        assertThat(meter.take()).isEmpty();
    }

    @Test
    void staysWithinWhatOneReportMayHold() {
        ModelUsage most = new ModelUsage(
                "opus", 1_000_000, 1_000_000_000_000L, 1_000_000_000_000L, 1_000_000_000_000L, 1_000_000_000_000L);
        meter.add(most);
        meter.add(most);

        assertThat(meter.take().orElseThrow().getModels(0)).isEqualTo(most.onTheWire());
    }

    @Test
    void takesNothingAfterTheEnd() {
        meter.add(ModelUsage.of("opus", 1, 1));

        assertThat(meter.close()).isPresent();
        meter.add(ModelUsage.of("opus", 1, 1));

        assertThat(meter.take()).isEmpty();
    }

    @Test
    void namesNoMoreModelsThanTheServerTakesOfAnAttempt() {
        for (int i = 0; i < UsageMeter.MOST_MODELS; i++) {
            meter.add(ModelUsage.of("m" + i, 1, 1));
            meter.take();
        }
        meter.add(ModelUsage.of("m0", 1, 1));

        assertThatThrownBy(() -> meter.add(ModelUsage.of("another", 1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another");
    }

    @Test
    void refusesWhatTheServerWouldRefuse() {
        assertThatThrownBy(() -> ModelUsage.of("", 1, 1)).hasMessageContaining("model");
        assertThatThrownBy(() -> ModelUsage.of("opus", -1, 1)).hasMessageContaining("inputTokens");
        assertThatThrownBy(() -> ModelUsage.of("opus", 1, 1_000_000_000_001L)).hasMessageContaining("outputTokens");
        assertThatThrownBy(() -> ModelUsage.of("opus", 1, 1).withCachedInput(2))
                .hasMessageContaining("cachedInputTokens");
        assertThatThrownBy(() -> ModelUsage.of("opus", 1, 1).withCostMicros(-1)).hasMessageContaining("costMicros");
        assertThatThrownBy(() -> new ModelUsage("opus", 1_000_001, 0, 0, 0, 0)).hasMessageContaining("calls");
    }
}
