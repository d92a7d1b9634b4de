package org.opsflow.grpc.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opsflow.proto.agent.v1.StreamLogsResponse;
import org.opsflow.proto.agent.v1.SubmitResponse;

class OutboxTest {
    private static final int ROOM = Outbox.MAX_FRAMES;

    private final FakeCall<SubmitResponse> call = new FakeCall<>();
    private int roomAgain;
    private int cutOff;
    private long now;
    private final Outbox<SubmitResponse> outbox = new Outbox<>(call, () -> roomAgain++, () -> cutOff++, () -> now);

    private static SubmitResponse frame(int i) {
        return SubmitResponse.newBuilder().setRunId("run_" + i).build();
    }

    private void send(int count) {
        IntStream.range(0, count).forEach(i -> outbox.send(frame(i)));
    }

    @Test
    void writesAtOnceWhileTheOtherSideReads() {
        send(3);

        assertThat(call.written).containsExactly(frame(0), frame(1), frame(2));
        assertThat(outbox.hasRoom()).isTrue();
    }

    @Test
    void keepsTheOrderOfWhatWaits() {
        call.ready = false;
        send(5);
        assertThat(call.written).isEmpty();

        call.reads();
        assertThat(call.written)
                .isEqualTo(IntStream.range(0, 5).mapToObj(OutboxTest::frame).toList());
    }

    @Test
    void sendsWhatIsForReadersOnlyWhenItGoesOutAtOnce() {
        assertThat(outbox.sendIfRead(frame(1))).isTrue();
        call.ready = false;
        assertThat(outbox.sendIfRead(frame(2))).isFalse();
        outbox.send(frame(3));
        call.ready = true;
        assertThat(outbox.sendIfRead(frame(4))).as("would overtake").isFalse();

        call.reads();
        assertThat(call.written).containsExactly(frame(1), frame(3));
        outbox.abandon();
        assertThat(outbox.sendIfRead(frame(5))).isFalse();
    }

    @Test
    void letsNothingOvertakeWhatWaits() {
        call.ready = false;
        outbox.send(frame(1));
        call.ready = true;
        outbox.send(frame(2));
        assertThat(call.written).isEmpty();

        call.reads();
        assertThat(call.written).containsExactly(frame(1), frame(2));
    }

    @Test
    void hasNoRoomBeyondItsFrames() {
        call.ready = false;
        send(ROOM - 1);
        assertThat(outbox.hasRoom()).isTrue();
        send(1);
        assertThat(outbox.hasRoom()).isFalse();
        assertThat(roomAgain).isZero();

        call.reads();
        assertThat(roomAgain).isEqualTo(1);
        assertThat(outbox.hasRoom()).isTrue();
        call.reads();
        assertThat(roomAgain).isEqualTo(1);
    }

    @Test
    void hasNoRoomBeyondItsBytes() {
        call.ready = false;
        outbox.send(SubmitResponse.newBuilder()
                .setRunId("r".repeat(Outbox.MAX_BYTES))
                .build());

        assertThat(outbox.hasRoom()).isFalse();
    }

    @Test
    void endsTheCallOfWhoReadsNothingForAMinute() {
        call.ready = false;
        outbox.send(frame(1));
        now += TimeUnit.SECONDS.toNanos(60);
        outbox.send(frame(2));
        assertThat(call.status).isNull();

        now++;
        outbox.cutOffIfSlow();
        assertThat(call.status.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(call.status.getDescription()).startsWith("SLOW");
        assertThat(cutOff).isEqualTo(1);
    }

    @Test
    void countsTheMinuteFromTheLastFrameThatWasRead() {
        call.ready = false;
        outbox.send(frame(1));
        now += TimeUnit.SECONDS.toNanos(59);
        call.reads();
        call.ready = false;
        outbox.send(frame(2));
        now += TimeUnit.SECONDS.toNanos(59);
        outbox.send(frame(3));

        assertThat(call.status).isNull();
    }

    @Test
    void forgivesAReaderWithNothingToRead() {
        now += TimeUnit.SECONDS.toNanos(3_600);
        outbox.cutOffIfSlow();
        send(1);

        assertThat(call.status).isNull();
        assertThat(call.written).hasSize(1);
    }

    @Test
    void isBoundedEvenWithinTheMinute() {
        call.ready = false;
        send(Outbox.CUT_OFF * ROOM);
        assertThat(call.status).isNull();
        send(100);

        assertThat(call.status.getDescription()).startsWith("SLOW");
        assertThat(cutOff).isEqualTo(1);
    }

    @Test
    void isBoundedInBytesToo() {
        FakeCall<StreamLogsResponse> other = new FakeCall<>();
        Outbox<StreamLogsResponse> bytes = new Outbox<>(other, () -> {}, () -> cutOff++, () -> now);
        other.ready = false;
        SubmitResponse large =
                SubmitResponse.newBuilder().setRunId("r".repeat(1 << 20)).build();
        call.ready = false;
        for (int i = 0; i < Outbox.CUT_OFF; i++) {
            outbox.send(large);
        }

        assertThat(call.status.getDescription()).startsWith("SLOW");
        assertThat(bytes.hasRoom()).isTrue();
    }

    @Test
    void saysNothingAfterTheEnd() {
        for (Runnable end : List.<Runnable>of(
                outbox::complete, () -> outbox.fail(Status.ABORTED.asRuntimeException()), outbox::abandon)) {
            end.run();
            send(1);
            call.reads();
            outbox.cutOffIfSlow();
            assertThat(outbox.hasRoom()).isFalse();
        }

        assertThat(call.written).isEmpty();
        assertThat(call.completed).isTrue();
        assertThat(call.status).isNull();
        assertThat(roomAgain).isZero();
    }

    @Test
    void completesAfterWhatWasSent() {
        call.ready = false;
        send(2);
        outbox.complete();

        assertThat(call.written).containsExactly(frame(0), frame(1));
        assertThat(call.completed).isTrue();
    }

    @Test
    void throwsAwayWhatWaitsWhenItFails() {
        call.ready = false;
        send(2);
        outbox.fail(Status.UNAVAILABLE.asRuntimeException());

        assertThat(call.written).isEmpty();
        assertThat(call.status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    }
}
