package org.opsflow.web.board;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutboxTest {
    private final FakeWire wire = new FakeWire();
    private final Outbox outbox = new Outbox(wire);

    @Test
    void sendsOneFrameAfterTheOther() {
        wire.slow = true;
        outbox.send("a");
        outbox.send("b");
        assertThat(wire.sent).containsExactly("a");

        wire.finishOne(true);

        assertThat(wire.sent).containsExactly("a", "b");
    }

    @Test
    void disconnectsAPageThatFallsTooFarBehind() {
        wire.slow = true;
        for (int i = 0; i <= Outbox.MOST_FRAMES; i++) {
            outbox.send("frame");
        }
        assertThat(wire.closedWith).isZero();

        outbox.send("one too many");

        assertThat(wire.closedWith).isEqualTo(Wire.TOO_SLOW);
    }

    @Test
    void letsALargeSnapshotThroughAlone() {
        outbox.send("x".repeat(Outbox.MOST_CHARACTERS + 1));

        assertThat(wire.sent).hasSize(1);
        assertThat(wire.closedWith).isZero();
    }

    @Test
    void sendsNothingAfterAFailure() {
        wire.slow = true;
        outbox.send("a");
        outbox.send("b");

        wire.finishOne(false);
        outbox.send("c");

        assertThat(wire.sent).containsExactly("a");
    }
}
