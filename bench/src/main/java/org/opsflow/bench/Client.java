package org.opsflow.bench;

import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Creates tasks, one call each. In a closed loop each task that is done is replaced by a new one; in an open loop tasks
 * come at their times, done or not.
 */
final class Client implements AutoCloseable {
    private final Creation creation;
    private final String bench;
    private long[] sentAt = new long[1 << 16];
    private int sent;
    private int done;
    private int failed;
    private int refused;
    private int refusedWithoutHint;
    private boolean replacing;
    private final Optional<Cancelling> cancelling;
    private final Latencies untilOffer = new Latencies();
    private final Latencies untilGrant = new Latencies();
    private final Latencies untilDone = new Latencies();
    private final Latencies untilAccepted = new Latencies();

    /**
     * @param creation by which tasks are created; closed with this
     * @param bench begins the names of its tasks
     */
    Client(Creation creation, String bench, Optional<Cancelling> cancelling) {
        this.creation = creation;
        this.bench = bench;
        this.cancelling = cancelling;
    }

    /** From now on so many tasks are in the system. */
    synchronized void keep(int tasks) {
        replacing = true;
        for (int i = 0; i < tasks; i++) {
            submit();
        }
    }

    synchronized void measure() {
        untilOffer.clear();
        untilGrant.clear();
        untilDone.clear();
        untilAccepted.clear();
        cancelling.ifPresent(any -> any.untilTold().clear());
    }

    synchronized JsonObject measured() {
        JsonObject json = new JsonObject();
        json.add("offer", untilOffer.json());
        json.add("granted", untilGrant.json());
        json.add("done", untilDone.json());
        json.add("accepted", untilAccepted.json());
        cancelling.ifPresent(any -> json.add("told", any.untilTold().json()));
        return json;
    }

    /** Submits at a rate, evenly; returns when the last was sent. */
    void submitAtRate(int perSecond, int seconds) {
        long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long next = System.nanoTime();
        for (long i = 0; i < (long) perSecond * seconds; i++) {
            for (long wait = next - System.nanoTime(); wait > 0; wait = next - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            next += interval;
            synchronized (this) {
                submit();
            }
        }
    }

    private void submit() {
        if (sent == sentAt.length) {
            sentAt = Arrays.copyOf(sentAt, 2 * sent);
        }
        int number = sent++;
        sentAt[number] = System.nanoTime();
        creation.create(Task.name(bench, number), new Answer(number));
    }

    synchronized void heard(Moment moment) {
        long duration = moment.nanos() - sentAt[(int) moment.task()];
        switch (moment.kind()) {
            case OFFERED -> untilOffer.add(duration);
            case GRANTED -> {
                untilGrant.add(duration);
                cancelling.ifPresent(any -> any.granted((int) moment.task()));
            }
            case CANCELLED -> {
                if (cancelling.orElseThrow().told((int) moment.task(), moment.nanos())) {
                    done++;
                } else {
                    failed("an agent was told twice, or nobody had asked for it");
                }
                notifyAll();
            }
            case DONE -> {
                untilDone.add(duration);
                done++;
                if (replacing) {
                    submit();
                }
                notifyAll();
            }
        }
    }

    /** Submits nothing more, and returns when everything is done, or nothing was for ten seconds. */
    synchronized JsonObject drain() throws InterruptedException {
        replacing = false;
        int before = -1;
        while (done + failed + refused < sent && done != before) {
            before = done;
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (done == before && System.nanoTime() < deadline) {
                TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
            }
        }
        JsonObject json = new JsonObject();
        json.addProperty("submitted", sent);
        json.addProperty("done", done);
        json.addProperty("refused", refused);
        json.addProperty("refused_without_hint", refusedWithoutHint);
        json.addProperty("failed", failed + cancelling.map(Cancelling::refused).orElse(0));
        return json;
    }

    private synchronized void failed(String why) {
        failed++;
        System.err.println("A task could not be created or ended: " + why);
    }

    @Override
    public void close() {
        creation.close();
    }

    private final class Answer implements Creation.Answer {
        private final int task;

        Answer(int task) {
            this.task = task;
        }

        @Override
        public void created(String runId) {
            synchronized (Client.this) {
                untilAccepted.add(System.nanoTime() - sentAt[task]);
                cancelling.ifPresent(any -> any.submitted(task, runId));
            }
        }

        @Override
        public void refused(boolean hinted) {
            synchronized (Client.this) {
                refused++;
                refusedWithoutHint += hinted ? 0 : 1;
            }
        }

        @Override
        public void failed(String why) {
            Client.this.failed(why);
        }
    }
}
