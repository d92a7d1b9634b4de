package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.opsflow.domain.shared.Settings;
import org.opsflow.domain.shared.Startable;
import org.opsflow.domain.shared.WriterTransactions;

/** The only way into the {@link Engine}. Commands of one run always go through the same lane. */
@ApplicationScoped
public class Lanes implements Startable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final List<Lane> lanes = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final ThreadFactory threadFactory;

    @Inject
    public Lanes(
            Engine engine,
            WriterTransactions transactions,
            Dispatcher dispatcher,
            AfterCommit afterCommit,
            ThreadFactory threadFactory,
            Settings settings) {
        this.threadFactory = threadFactory;
        for (int i = 0; i < settings.lanes(); i++) {
            lanes.add(new Lane(new Committing(engine, transactions), dispatcher::claimAhead, afterCommit::of));
        }
    }

    Lanes() {
        threadFactory = null;
    }

    private record Committing(Engine engine, WriterTransactions transactions) implements Lane.Applying {
        @Override
        public Engine.Result apply(List<Command> commands, boolean again, Engine.Ahead ahead) {
            return transactions.inOne(() -> engine.apply(commands, again, ahead));
        }

        @Override
        public void end() {
            transactions.end();
        }
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public synchronized void start() {
        for (Lane lane : lanes) {
            Thread thread = threadFactory.newThread(lane);
            thread.setName("opsflow-lane-" + threads.size());
            thread.start();
            threads.add(thread);
        }
    }

    @Override
    public synchronized void stop() {
        lanes.forEach(Lane::close);
        for (Thread thread : threads) {
            try {
                thread.join(STOP_LIMIT.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread.interrupt();
        }
        threads.clear();
    }

    /**
     * Queues a command; the reply comes on the lane's thread, after the commit. False when the lane is full: nothing
     * was queued.
     */
    boolean offer(Command command, Consumer<Outcome> reply) {
        int lane = Math.floorMod(command.laneKey().hashCode(), lanes.size());
        return lanes.get(lane).offer(new Lane.Ticket(command, reply));
    }

    /** As the other one. */
    boolean offer(Lane.Ticket ticket) {
        return offer(ticket.command(), ticket.reply());
    }
}
