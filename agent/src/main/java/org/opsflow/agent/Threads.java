package org.opsflow.agent;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All threads of an agent.
 *
 * @param control decides
 * @param timer waits, and ships logs
 * @param heartbeat does nothing but beat
 * @param workers one for each attempt under way, made on demand
 */
record Threads(
        ControlThread control,
        ScheduledThreadPoolExecutor timer,
        ScheduledThreadPoolExecutor heartbeat,
        ExecutorService workers) {

    static Threads create() {
        return new Threads(
                new ControlThread(),
                single("opsflow-timer"),
                single("opsflow-heartbeat"),
                Executors.newCachedThreadPool(named("opsflow-work")));
    }

    void close() {
        heartbeat.shutdownNow();
        timer.shutdownNow();
        workers.shutdownNow();
        control.close();
    }

    private static ScheduledThreadPoolExecutor single(String name) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, named(name));
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        // The network may still call back while we close.
        executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        return executor;
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
