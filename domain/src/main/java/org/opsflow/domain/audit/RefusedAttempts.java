package org.opsflow.domain.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.opsflow.domain.shared.Ids;
import org.opsflow.domain.shared.Startable;

/**
 * Takes note of refused attempts at every door: at once and without waiting, as event loops call it too. A thread writes
 * them within a second, in transactions of its own.
 */
@ApplicationScoped
public class RefusedAttempts implements Startable {
    private static final Logger LOG = System.getLogger(RefusedAttempts.class.getName());
    private static final int BEFORE_EVERYTHING = 5;
    private static final int WAITING = 4_096;
    private static final long PAUSE_MILLIS = 1_000;
    private static final long STOP_MILLIS = 5_000;
    private static final long AGAIN_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long FORGETTING_NANOS = Duration.ofHours(1).toNanos();
    private static final Target NOT_TOLD = Target.operation("");

    private record Attempt(Actor actor, String action, String code, Target target) {}

    private static final Attempt WAKE_UP = new Attempt(Actor.nobody("", ""), "", "", NOT_TOLD);

    private final BlockingQueue<Attempt> inbox = new ArrayBlockingQueue<>(WAITING);
    private final AtomicInteger overlooked = new AtomicInteger();
    private final Audit audit;
    private final InstantSource clock;
    private final ThreadFactory threads;
    private final Refusals refusals;
    private long forgetAt = System.nanoTime();
    private volatile Thread writer;

    @Inject
    public RefusedAttempts(Audit audit, Ids ids, InstantSource clock, ThreadFactory threads) {
        this.audit = audit;
        this.clock = clock;
        this.threads = threads;
        this.refusals = new Refusals(ids::next);
    }

    RefusedAttempts() {
        this.audit = null;
        this.clock = null;
        this.threads = null;
        this.refusals = null;
    }

    /** @param code of the problem with which it was refused */
    public void add(Actor actor, String action, String code, Target target) {
        if (!inbox.offer(new Attempt(actor, action, code, target))) {
            overlooked.incrementAndGet();
        }
    }

    @Override
    public int order() {
        return BEFORE_EVERYTHING;
    }

    @Override
    public void start() {
        writer = threads.newThread(this::write);
        writer.setName("opsflow-audit");
        writer.start();
    }

    @Override
    public void stop() {
        Thread stopping = writer;
        writer = null;
        if (stopping == null) {
            return;
        }
        inbox.offer(WAKE_UP);
        try {
            stopping.join(STOP_MILLIS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            while (writer == Thread.currentThread()) {
                Attempt first = inbox.poll(restNanos(), TimeUnit.NANOSECONDS);
                if (first != null && first != WAKE_UP) {
                    guarded(() -> add(first));
                    // What comes in the same second is written together.
                    Thread.sleep(PAUSE_MILLIS);
                }
                guarded(this::drain);
                guarded(this::store);
                guarded(this::forget);
            }
            guarded(this::drain);
            guarded(this::store);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until something is due that nobody asks for. */
    private long restNanos() {
        return refusals.unstored().isEmpty() ? Math.max(0, forgetAt - System.nanoTime()) : AGAIN_NANOS;
    }

    private void drain() {
        for (Attempt next = inbox.poll(); next != null; next = inbox.poll()) {
            if (next != WAKE_UP) {
                add(next);
            }
        }
        int many = overlooked.getAndSet(0);
        if (many > 0) {
            refusals.add(Actor.nobody("", ""), "access", "overlooked", NOT_TOLD, many, clock.instant());
        }
    }

    private void add(Attempt attempt) {
        refusals.add(attempt.actor(), attempt.action(), attempt.code(), attempt.target(), 1, clock.instant());
    }

    private void store() {
        if (!refusals.unstored().isEmpty()) {
            audit.put(refusals.unstored());
            refusals.stored();
        }
    }

    private void forget() {
        if (forgetAt - System.nanoTime() <= 0) {
            forgetAt = System.nanoTime() + AGAIN_NANOS;
            if (audit.forgetSome()) {
                forgetAt = System.nanoTime() + FORGETTING_NANOS;
            }
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "The audit log could not be written; it is tried again", failed);
        }
    }
}
