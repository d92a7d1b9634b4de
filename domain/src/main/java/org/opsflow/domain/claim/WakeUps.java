package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import org.opsflow.domain.shared.NodeNews;
import org.opsflow.domain.shared.Settings;
import org.opsflow.domain.shared.Startable;

/**
 * Does at the word of another node what the {@link Reconciler} would do by itself within seconds. Whatever is said here
 * only makes this node look: the database tells what is so.
 */
@ApplicationScoped
public class WakeUps implements NodeNews.Listener, Startable {
    private static final Logger LOG = System.getLogger(WakeUps.class.getName());
    private static final int BEFORE_THE_DOOR = 25;
    private static final int MOST_WAITING = 10_000;
    private static final int STOPS_AT_ONCE = 4_096;

    private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>(MOST_WAITING);
    /** Queues that no agent here can work on; touched by one thread only. */
    private final Set<Window.Key> foreign = new HashSet<>();

    private final QueueReading reading;
    private final SessionDesk desk;
    private final ThreadFactory threads;
    private final Settings settings;
    private Thread waker;

    @Inject
    public WakeUps(QueueReading reading, SessionDesk desk, ThreadFactory threads, Settings settings) {
        this.reading = reading;
        this.desk = desk;
        this.threads = threads;
        this.settings = settings;
    }

    WakeUps() {
        this(null, null, null, null);
    }

    @Override
    public int order() {
        return BEFORE_THE_DOOR;
    }

    @Override
    public synchronized void start() {
        waker = threads.newThread(this::work);
        waker.setName("opsflow-wake-ups");
        waker.start();
    }

    @Override
    public synchronized void stop() {
        if (waker != null) {
            waker.interrupt();
        }
    }

    @Override
    public Set<String> kinds() {
        return Set.of(ClaimNews.READY, ClaimNews.SESSION, ClaimNews.STOP, ClaimNews.ASKED, NodeNews.GONE);
    }

    /** What finds no room is found by the sweep. */
    @Override
    public void heard(String kind, String text) {
        if (kind.equals(NodeNews.GONE)) {
            // What it offered to its agents it told nobody of.
            inbox.offer(desk.dispatcher()::refresh);
            return;
        }
        String[] words = text.split(" ");
        UUID first = UUID.fromString(words[0]);
        if (kind.equals(ClaimNews.READY)) {
            Window.Key queue = new Window.Key(first, UUID.fromString(words[1]));
            inbox.offer(() -> ready(queue));
        } else if (kind.equals(ClaimNews.SESSION)) {
            long epoch = Long.parseLong(words[1]);
            inbox.offer(() -> opened(first, epoch));
        } else if (kind.equals(ClaimNews.STOP)) {
            inbox.offer(() -> stopping(first));
        } else if (kind.equals(ClaimNews.ASKED)) {
            inbox.offer(() -> desk.tell(List.of(first)));
        }
    }

    private void work() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                guarded(inbox.take());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "What another node told could not be looked at; the next sweep does", e);
        }
    }

    private void ready(Window.Key queue) {
        Dispatcher dispatcher = desk.dispatcher();
        if (dispatcher.wake(queue) || foreign.contains(queue)) {
            return;
        }
        dispatcher.learn(queue.workspaceId(), reading.requirements(queue.workspaceId()));
        if (!dispatcher.wake(queue)) {
            // Agents that come later learn of all queues when they come.
            if (foreign.size() >= MOST_WAITING) {
                foreign.clear();
            }
            foreign.add(queue);
        }
    }

    private void opened(UUID sessionId, long epoch) {
        if (desk.holdsOlder(sessionId, epoch)) {
            desk.outlived(reading.epochs(List.of(sessionId)));
        }
    }

    private void stopping(UUID sessionId) {
        if (desk.holds(sessionId)) {
            desk.stop(reading.stops(settings.node(), STOPS_AT_ONCE));
        }
    }
}
