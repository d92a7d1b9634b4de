package org.opsflow.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Agents for tests, and work that waits until the test lets it go. */
public final class Agents {
    public static final String KEY = "owf_ada_0123456789abcdef0123456789abcdef";

    private Agents() {}

    public static AgentBuilder of(FakeServer server, Path state) {
        return OpsflowAgent.builder()
                .server(server.address())
                .key(KEY)
                .instance("one")
                .capability("script")
                .stateDirectory(state)
                .handler(work -> Outcome.completed("{}"));
    }

    public static void stop(OpsflowAgent agent) {
        agent.stop(Duration.ZERO).join();
    }

    /** Work that is done when the test says so, and counts how often it was begun and stopped. */
    public static final class Gate implements WorkHandler {
        final AtomicInteger begun = new AtomicInteger();
        final AtomicInteger stopped = new AtomicInteger();
        final List<AgentEvent> events = new CopyOnWriteArrayList<>();
        final List<Steer> heard = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Void> listening = new CompletableFuture<>();
        private final CountDownLatch open = new CountDownLatch(1);
        private volatile CountDownLatch ending = new CountDownLatch(0);

        void open() {
            open.countDown();
        }

        /** From now on the work hears what people say. */
        void listen() {
            listening.complete(null);
        }

        /** Work that is stopped does not end before {@link #letGo}. */
        void holdOn() {
            ending = new CountDownLatch(1);
        }

        void letGo() {
            ending.countDown();
        }

        @Override
        public Outcome run(Work work) throws InterruptedException {
            begun.incrementAndGet();
            work.onStop(stopped::incrementAndGet);
            listening.thenRun(() -> work.onSteer(heard::add));
            try {
                open.await();
                work.pausePoint();
            } catch (InterruptedException stop) {
                ending.await();
                throw stop;
            }
            return Outcome.completed("{\"done\":true}");
        }
    }
}
