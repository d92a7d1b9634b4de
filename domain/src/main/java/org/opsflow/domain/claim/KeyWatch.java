package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.opsflow.domain.identity.AccessEnded;
import org.opsflow.domain.identity.AccessNews;
import org.opsflow.domain.identity.Caller;
import org.opsflow.domain.identity.LastUse;
import org.opsflow.domain.identity.Standing;
import org.opsflow.domain.shared.NodeNews;
import org.opsflow.domain.shared.Startable;

/**
 * Ends the conversations of keys that open nothing any more: at once when they are revoked on this node or another one
 * says so, within seconds when nobody does or they expire. While nobody is connected it asks nothing.
 */
@ApplicationScoped
public class KeyWatch implements NodeNews.Listener, Startable {
    private static final Logger LOG = System.getLogger(KeyWatch.class.getName());
    private static final int BEFORE_THE_DOOR = 25;
    private static final long INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();

    private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
    private final SessionDesk desk;
    private final Standing standing;
    private final LastUse uses;
    private final ThreadFactory threads;
    private Thread watcher;

    @Inject
    public KeyWatch(SessionDesk desk, Standing standing, LastUse uses, ThreadFactory threads) {
        this.desk = desk;
        this.standing = standing;
        this.uses = uses;
        this.threads = threads;
    }

    KeyWatch() {
        this(null, null, null, null);
    }

    void ended(@Observes(during = TransactionPhase.AFTER_SUCCESS) AccessEnded event) {
        inbox.add(() -> end(event::concerns));
    }

    @Override
    public Set<String> kinds() {
        return Set.of(AccessNews.KIND);
    }

    /** Whether it is so, the database tells. */
    @Override
    public void heard(String kind, String text) {
        AccessEnded event = AccessNews.read(text);
        if (desk.sessions().stream().map(AgentSession::caller).anyMatch(event::concerns)) {
            inbox.add(this::endFallen);
        }
    }

    @Override
    public int order() {
        return BEFORE_THE_DOOR;
    }

    @Override
    public synchronized void start() {
        watcher = threads.newThread(this::watch);
        watcher.setName("opsflow-key-watch");
        watcher.start();
    }

    @Override
    public synchronized void stop() {
        if (watcher != null) {
            watcher.interrupt();
        }
    }

    int waiting() {
        return inbox.size();
    }

    private void watch() {
        long dueAt = System.nanoTime() + INTERVAL_NANOS;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Runnable work = inbox.poll(Math.max(0, dueAt - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (work != null) {
                    guarded(work);
                }
                if (dueAt - System.nanoTime() <= 0) {
                    guarded(this::endFallen);
                    dueAt = System.nanoTime() + INTERVAL_NANOS;
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** A key that holds a conversation open is in use. */
    void endFallen() {
        Set<Caller> callers = desk.sessions().stream().map(AgentSession::caller).collect(Collectors.toSet());
        if (callers.isEmpty()) {
            return;
        }
        Set<Caller> stand = standing.of(callers);
        stand.forEach(caller -> caller.credential().ifPresent(uses::note));
        // Only of those that were asked about: others may have come in meanwhile.
        callers.removeAll(stand);
        end(callers::contains);
    }

    private void end(Predicate<Caller> which) {
        desk.sessions().stream().filter(session -> which.test(session.caller())).forEach(AgentSession::revoked);
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "The keys of agents could not be looked at; it is tried again", failed);
        }
    }
}
