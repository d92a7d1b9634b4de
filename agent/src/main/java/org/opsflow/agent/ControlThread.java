package org.opsflow.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * The one thread that decides: frames, ends of work and timers are tasks in its queue, so that the session's state needs
 * no locks. It takes what is queued now and then runs {@code afterBatch} once: one sync of the outbox pays for all.
 */
final class ControlThread {
    private static final int BATCH = 256;

    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "opsflow-control");
    private Runnable afterBatch;
    private Consumer<RuntimeException> onFailure;
    private volatile boolean open = true;

    void start(Runnable afterBatch, Consumer<RuntimeException> onFailure) {
        this.afterBatch = afterBatch;
        this.onFailure = onFailure;
        thread.setDaemon(true);
        thread.start();
    }

    void post(Runnable task) {
        queue.add(task);
    }

    /** Lets the thread end after the tasks of this batch. */
    void close() {
        open = false;
        queue.add(() -> {});
    }

    /** Waits until the thread has ended; called from any other thread. */
    void join() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Runnable> batch = new ArrayList<>();
        while (open) {
            try {
                batch.add(queue.take());
                queue.drainTo(batch, BATCH - 1);
                batch.forEach(Runnable::run);
                afterBatch.run();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                onFailure.accept(e);
            }
            batch.clear();
        }
    }
}
