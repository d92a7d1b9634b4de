package org.opsflow.web.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.claim.Load;
import org.opsflow.domain.claim.ProcessSignal;
import org.opsflow.domain.claim.StepSignal;

class OtherNodesTest {
    private static final UUID WORKSPACE = UUID.randomUUID();
    private static final UUID STEP = UUID.randomUUID();
    private static final Instant ALIVE = Instant.parse("2026-11-22T01:02:03.004Z");

    private final List<String> told = new ArrayList<>();
    private final OtherNodes others = new OtherNodes((kind, text) -> told.add(kind + " " + text));
    private long now;

    private static StepSignal signal(OptionalInt percent, Optional<String> line) {
        return new StepSignal(WORKSPACE, UUID.randomUUID(), STEP, percent, line, 2, 5, ALIVE);
    }

    private void looksElsewhere() {
        others.look(WORKSPACE + " " + STEP, now);
    }

    /** What was told since the last time. */
    private List<String> tick() {
        told.clear();
        others.tick(Set.of(), Set.of(), now);
        return List.copyOf(told);
    }

    private static String words(String news) {
        return news.substring(news.indexOf(' ') + 1);
    }

    @Test
    void saysNothingToNobody() {
        others.signal(signal(OptionalInt.of(1), Optional.empty()), now);
        others.output(STEP, 1, 0, "x".getBytes(StandardCharsets.UTF_8), now);
        assertThat(tick()).isEmpty();
        assertThat(others.restNanos(now)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void bringsASignalAsItWas() {
        looksElsewhere();
        for (StepSignal signal : List.of(
                signal(OptionalInt.of(40), Optional.of("line with blanks, ü\nand a second")),
                signal(OptionalInt.empty(), Optional.of("")),
                signal(OptionalInt.of(0), Optional.empty()))) {
            now += Duration.ofSeconds(1).toNanos();
            others.signal(signal, now);
            List<String> news = tick();
            assertThat(news).hasSize(1).allSatisfy(text -> assertThat(text).doesNotContain("\n"));
            assertThat(OtherNodes.readSignal(words(news.get(0)))).isEqualTo(signal);
        }
    }

    @Test
    void bringsHowMuchAProcessHasToDoToWhoLooks() {
        Load known = new Load(OptionalInt.of(0), OptionalInt.of(7), OptionalLong.of(1L << 40), OptionalLong.of(0));
        others.process(new ProcessSignal(WORKSPACE, "kenji", "one", known, ALIVE), now);
        assertThat(tick()).isEmpty();

        looksElsewhere();
        for (Load load : List.of(known, Load.UNKNOWN)) {
            ProcessSignal signal = new ProcessSignal(WORKSPACE, "kenji", "one", load, ALIVE);
            now += Duration.ofSeconds(1).toNanos();
            others.process(signal, now);
            assertThat(others.restNanos(now)).isLessThan(Duration.ofSeconds(1).toNanos());
            List<String> news = tick();
            assertThat(news).hasSize(1);
            assertThat(OtherNodes.readVitals(words(news.get(0)))).isEqualTo(signal);
        }
    }

    @Test
    void bringsOutputWithItsPlace() {
        looksElsewhere();
        others.output(STEP, 3, 7, "grün\n".getBytes(StandardCharsets.UTF_8), now);

        OtherNodes.Output output = OtherNodes.Output.read(words(tick().get(0)));

        assertThat(output.stepId()).isEqualTo(STEP);
        assertThat(output.attempt()).isEqualTo(3);
        assertThat(output.offset()).isEqualTo(7);
        assertThat(output.data()).asString(StandardCharsets.UTF_8).isEqualTo("grün\n");
    }

    @Test
    void forgetsWhoDoesNotSayAgainThatHeLooks() {
        looksElsewhere();
        now += OtherNodes.FORGOTTEN_NANOS - 1;
        tick();
        assertThat(others.workspaces()).containsExactly(WORKSPACE);
        now += 1;
        tick();
        assertThat(others.workspaces()).isEmpty();
        assertThat(others.steps()).isEmpty();
    }

    @Test
    void saysAtOnceWhatIsLookedAtHereAndAgainInTime() {
        others.tick(Set.of(WORKSPACE), Set.of(), now);
        assertThat(told).containsExactly(OtherNodes.LOOKS + " " + WORKSPACE + " -");

        others.tick(Set.of(WORKSPACE), Set.of(STEP), now);
        assertThat(told).hasSize(2).last().isEqualTo(OtherNodes.LOOKS + " " + WORKSPACE + " " + STEP);

        others.tick(Set.of(WORKSPACE), Set.of(STEP), now);
        assertThat(told).hasSize(2);
        now += others.restNanos(now);
        others.tick(Set.of(WORKSPACE), Set.of(STEP), now);
        assertThat(told).hasSize(3);
        assertThat(OtherNodes.FORGOTTEN_NANOS).isGreaterThan(2 * now);
    }
}
