package org.opsflow.grpc.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EdgeTest {
    private static final int THREADS = 4;

    private final Edge edge = new Edge(Thread::new);
    private final CountDownLatch busy = new CountDownLatch(1);
    private final List<String> done = new ArrayList<>();

    @AfterEach
    void stop() {
        busy.countDown();
        edge.stop();
    }

    @Test
    void doesNothingForCallsThatWereTakenBackWhileTheyWaited() throws InterruptedException {
        Context.CancellableContext call = Context.current().withCancellation();
        for (int i = 0; i < THREADS; i++) {
            edge.execute(this::stayBusy);
        }
        call.run(() -> edge.executeWhileWanted(() -> done.add("taken back")));
        CountDownLatch last = new CountDownLatch(1);
        edge.executeWhileWanted(() -> done.add("still wanted"));
        call.cancel(null);

        for (int i = 0; i < THREADS; i++) {
            edge.execute(last::countDown);
        }
        busy.countDown();
        assertThat(last.await(60, TimeUnit.SECONDS)).isTrue();
        edge.stop();

        assertThat(done).containsExactly("still wanted");
    }

    private void stayBusy() {
        try {
            busy.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
