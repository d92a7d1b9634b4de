package org.opsflow.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.workflow.RunPlan;

class InboxTest {
    private final Ids ids = new Ids();
    private final UUID workspace = ids.next();
    private final Inbox inbox = new Inbox();

    private boolean offerWork() {
        return inbox.offer(new Lane.Ticket(
                new Command.Take(ids.next(), workspace, ids.next(), Taking.UNNAMED, "Test."), outcome -> {}));
    }

    private boolean offerNew() {
        RunPlan plan = new RunPlan(ids.next(), workspace, "run", "{}", null, List.of(ids.next()));
        return inbox.offer(
                new Lane.Ticket(new Command.Submit(plan, 2, Optional.empty(), Optional.empty()), outcome -> {}));
    }

    /** By a lane that was idle. */
    private List<Lane.Ticket> take() throws InterruptedException {
        return inbox.take(256, new Breath(256, System::nanoTime));
    }

    private static long countNew(List<Lane.Ticket> batch) {
        return batch.stream()
                .filter(ticket -> ticket.command() instanceof Command.Submit)
                .count();
    }

    @Test
    void workUnderWayComesFirstAndNewWorkBesideIt() throws InterruptedException {
        for (int i = 0; i < 500; i++) {
            offerNew();
        }
        for (int i = 0; i < 100; i++) {
            offerWork();
        }

        List<Lane.Ticket> batch = take();
        assertThat(batch).hasSize(150);
        assertThat(countNew(batch.subList(0, 100))).isZero();
        assertThat(countNew(batch)).isEqualTo(50);
    }

    @Test
    void newWorkIsNeverHeldUpWhole() throws InterruptedException {
        offerWork();
        for (int i = 0; i < 20; i++) {
            offerNew();
        }

        assertThat(countNew(take())).isEqualTo(8);
        assertThat(take()).describedAs("nothing else waits").hasSize(12);
    }

    @Test
    void refusesNewWorkLongBeforeReports() {
        for (int i = 0; i < Inbox.NEW; i++) {
            assertThat(offerNew()).isTrue();
        }
        assertThat(offerNew()).isFalse();
        assertThat(offerWork()).isTrue();
    }

    @Test
    void givesWhatWaitsWhenItIsClosedAndThenNothing() throws InterruptedException {
        offerWork();
        offerNew();
        inbox.close();

        assertThat(offerWork()).isFalse();
        assertThat(offerNew()).isFalse();
        assertThat(take()).hasSize(2);
        assertThat(take()).isEmpty();
    }

    @Test
    void waitsForThoseWhoWereJustAnsweredAndNoLongerThanForThem() throws Exception {
        AtomicLong now = new AtomicLong();
        Breath breath = new Breath(256, now::get);
        breath.begin();
        now.set(TimeUnit.HOURS.toNanos(4));
        breath.end(2, 1);
        CompletableFuture<List<Lane.Ticket>> batch = new CompletableFuture<>();
        Thread lane = new Thread(() -> {
            try {
                batch.complete(inbox.take(256, breath));
            } catch (InterruptedException e) {
                batch.completeExceptionally(e);
            }
        });
        offerWork();
        offerNew();
        lane.start();

        await().until(() -> lane.getState() == Thread.State.TIMED_WAITING);
        offerWork();

        assertThat(batch.get(1, TimeUnit.MINUTES)).hasSize(3);
    }
}
