package org.opsflow.grpc.shared;

import io.grpc.Context;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The few threads for what may block at the edge of a conversation: keys, Hello, goodbye, files. Frames never come
 * here; the event loop hands them to the lanes.
 */
@ApplicationScoped
public class Edge implements Executor {
    private static final int THREADS = 4;

    private final ThreadPoolExecutor talk;
    private final ThreadPoolExecutor bulk;

    @Inject
    public Edge(ThreadFactory threads) {
        talk = pool(threads, "opsflow-edge");
        bulk = pool(threads, "opsflow-bulk");
    }

    Edge() {
        talk = null;
        bulk = null;
    }

    private static ThreadPoolExecutor pool(ThreadFactory threads, String name) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = threads.newThread(work);
                    thread.setName(name);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Override
    public void execute(Runnable work) {
        talk.execute(work);
    }

    /** For the call that is current: not done when its other side has hung up before the work's turn comes. */
    public void executeWhileWanted(Runnable work) {
        Context call = Context.current();
        execute(() -> {
            if (!call.isCancelled()) {
                work.run();
            }
        });
    }

    /** For logs and files: many pieces, none of which may delay a Hello. */
    public Executor bulk() {
        return bulk;
    }

    public void stop() {
        talk.shutdown();
        bulk.shutdown();
        try {
            talk.awaitTermination(5, TimeUnit.SECONDS);
            bulk.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
