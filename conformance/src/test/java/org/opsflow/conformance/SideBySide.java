package org.opsflow.conformance;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DynamicTest;

/** Plays scripts on threads of its own, in the order in which they are given: mostly they wait for the other side. */
public final class SideBySide {
    private final ExecutorService threads;

    /** What is played. */
    @FunctionalInterface
    public interface Play {
        void run() throws Exception;
    }

    /** @param most at a time */
    public SideBySide(int most) {
        threads = Executors.newFixedThreadPool(most, work -> {
            Thread thread = new Thread(work, "conformance-script");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins as soon as there is a thread; the test waits for its end. */
    public DynamicTest test(String name, Play play) {
        Future<Void> end = threads.submit(() -> {
            play.run();
            return null;
        });
        return DynamicTest.dynamicTest(name, () -> {
            try {
                end.get();
            } catch (ExecutionException e) {
                throw e.getCause();
            }
        });
    }
}
