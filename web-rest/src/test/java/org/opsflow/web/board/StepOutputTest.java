package org.opsflow.web.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StepOutputTest {
    private static final UUID STEP = UUID.randomUUID();

    private final StepOutput output = new StepOutput(STEP, 0);

    @Test
    void collectsForAQuarterOfASecond() {
        output.add(1, 0, bytes("a"));
        assertThat(output.take(0)).map(StepOutput.Piece::text).contains("a");
        output.add(1, 1, bytes("b"));
        output.add(1, 2, bytes("c"));

        assertThat(output.take(StepOutput.INTERVAL_NANOS - 1)).isEmpty();
        assertThat(output.take(StepOutput.INTERVAL_NANOS)).contains(new StepOutput.Piece(STEP, 1, 1, "bc"));
    }

    @Property(tries = 200)
    void neverTellsHalfACharacter(
            @ForAll @IntRange(min = 0, max = 24) int first, @ForAll @IntRange(max = 24) int more) {
        String text = "aé€🦊zß漢🐙x€";
        byte[] all = bytes(text);
        int second = Math.min(all.length, first + more);
        StepOutput cut = new StepOutput(STEP, 0);
        StringBuilder told = new StringBuilder();
        int[] ends = {Math.min(first, all.length), second, all.length};
        int from = 0;
        for (int i = 0; i < ends.length; i++) {
            cut.add(1, from, Arrays.copyOfRange(all, from, ends[i]));
            cut.take(i * StepOutput.INTERVAL_NANOS).ifPresent(piece -> {
                assertThat(piece.offset()).isEqualTo(bytes(told.toString()).length);
                told.append(piece.text());
            });
            from = ends[i];
        }

        assertThat(told).hasToString(text);
    }

    @Test
    void beginsWithAWholeCharacterWhenItComesInLate() {
        byte[] fox = bytes("🦊!");

        output.add(2, 1, Arrays.copyOfRange(fox, 1, fox.length));

        assertThat(output.take(0)).contains(new StepOutput.Piece(STEP, 2, 4, "!"));
    }

    @Test
    void tellsWhatItHasWhenTheNextAttemptBegins() {
        output.add(1, 0, bytes("a"));

        Optional<StepOutput.Piece> before = output.add(2, 0, bytes("b"));

        assertThat(before).contains(new StepOutput.Piece(STEP, 1, 0, "a"));
        assertThat(output.take(0)).contains(new StepOutput.Piece(STEP, 2, 0, "b"));
    }

    @Test
    void tellsOnlyTheEndOfAFlood() {
        output.add(1, 0, bytes("x".repeat(StepOutput.MOST_BYTES)));
        output.add(1, StepOutput.MOST_BYTES, bytes("y"));

        StepOutput.Piece piece = output.take(0).orElseThrow();

        assertThat(piece.offset()).isEqualTo(1);
        assertThat(piece.text()).hasSize(StepOutput.MOST_BYTES).endsWith("xy");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
