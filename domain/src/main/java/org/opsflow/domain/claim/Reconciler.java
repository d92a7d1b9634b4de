package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import org.opsflow.domain.shared.Settings;
import org.opsflow.domain.shared.Startable;

/**
 * Puts right, over and over, what time or a crash has put wrong: renews leases of sessions that were heard of, takes
 * attempts whose lease ran out, takes back offers, reads windows anew. Safe on every node at once.
 */
@ApplicationScoped
public class Reconciler implements Startable {
    private static final Logger LOG = System.getLogger(Reconciler.class.getName());
    private static final Duration TICK = Duration.ofMillis(250);
    /** An agent on another node than the person who cancels hears of it within this time. */
    private static final Duration STOPS = Duration.ofSeconds(1);

    private static final int TAKEN_AT_ONCE = 4_096;
    private static final Set<AttemptState> HELD = EnumSet.of(AttemptState.LEASED, AttemptState.RUNNING);
    private static final Set<AttemptState> STOPPING = EnumSet.of(AttemptState.STOPPING);

    private final QueueReading reading;
    private final SessionDesk desk;
    private final PauseStoring pauses;
    private final ThreadFactory threadFactory;
    private final Settings settings;
    private final List<Thread> threads = new ArrayList<>();
    /** Until then, by the process clock, leases are not trusted to have run out. */
    private volatile long mistrusted = System.nanoTime();

    @Inject
    public Reconciler(
            QueueReading reading,
            SessionDesk desk,
            PauseStoring pauses,
            ThreadFactory threadFactory,
            Settings settings) {
        this.reading = reading;
        this.desk = desk;
        this.pauses = pauses;
        this.threadFactory = threadFactory;
        this.settings = settings;
    }

    Reconciler() {
        this(null, null, null, null, Settings.defaults());
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public synchronized void start() {
        reading.disconnectAll(settings.node(), settings.lease());
        start("opsflow-reconciler", this::reconcile);
        start("opsflow-queue-reader", this::readQueues);
    }

    @Override
    public synchronized void stop() {
        threads.forEach(Thread::interrupt);
        threads.clear();
    }

    private void start(String name, Runnable work) {
        Thread thread = threadFactory.newThread(work);
        thread.setName(name);
        thread.start();
        threads.add(thread);
    }

    private void reconcile() {
        Beat renewals = new Beat(settings.lease().dividedBy(3));
        // Takeover must come in less than two leases: one to run out, one sweep to notice.
        Duration halfLease = settings.lease().dividedBy(2);
        Beat stops = new Beat(STOPS);
        Beat takeovers = new Beat(settings.heartbeatIdle());
        Beat sweeps = new Beat(settings.sweep().compareTo(halfLease) < 0 ? settings.sweep() : halfLease);
        try {
            while (!Thread.currentThread().isInterrupted()) {
                guarded("take back offers", desk.dispatcher()::expireOffers);
                if (renewals.isDue()) {
                    renewed();
                }
                if (stops.isDue()) {
                    guarded("tell agents to stop", this::stopCancelled);
                    guarded("tell agents what people ask", () -> desk.tellUntold(settings.node(), TAKEN_AT_ONCE));
                    guarded("note which agents have paused", pauses::noteDrained);
                    guarded("end calls that say nothing", () -> desk.endSilent(settings.lease()));
                    guarded("take back what is not begun", () -> desk.takeUnstarted(settings.offer()));
                    desk.dispatcher().readDoubted();
                }
                if (takeovers.isDue()) {
                    guarded("end connections that were taken over", this::endOutlived);
                }
                if (sweeps.isDue()) {
                    // First what is alive: after a database outage every lease looks expired.
                    if (renewed()) {
                        guarded("take expired attempts", this::takeExpired);
                        guarded("close what nobody stops", this::closeUnstopped);
                        guarded("look who gets nowhere", () -> desk.stalls().look(reading, settings.node()));
                    }
                    guarded("expire what people asked of attempts that have ended", () -> desk.controls()
                            .expireOutlived(TAKEN_AT_ONCE));
                    guarded("do what could not be done", desk::tryAgain);
                    guarded("learn requirements", this::learn);
                    desk.dispatcher().refresh();
                }
                Thread.sleep(TICK.toMillis());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** False when leases could not be renewed, or lately could not: others then look expired that are not. */
    private boolean renewed() {
        if (guarded("renew leases", this::renew)) {
            return System.nanoTime() - mistrusted > 0;
        }
        mistrusted = System.nanoTime() + settings.lease().toNanos();
        return false;
    }

    /** A lease counts from the last proof of life, not from its renewal. */
    private void renew() {
        Map<UUID, Duration> leases = new HashMap<>();
        long silence = longer(settings.lease(), settings.heartbeatIdle())
                .multipliedBy(2)
                .toNanos();
        for (AgentSession session : desk.sessions()) {
            Duration left = settings.lease().minusNanos(session.silentNanos());
            if (session.silentNanos() > silence) {
                session.forgotten();
            } else if (session.isBusy() && !left.isNegative() && !left.isZero()) {
                leases.put(session.id(), left);
            }
        }
        if (!leases.isEmpty()) {
            reading.renew(settings.node(), leases).forEach(desk::superseded);
        }
    }

    private void takeExpired() {
        for (Attempts.Place expired : reading.expired(HELD, TAKEN_AT_ONCE)) {
            Command take = new Command.Take(
                    expired.runId(),
                    expired.workspaceId(),
                    expired.id(),
                    Taking.LEASE_EXPIRED,
                    "The agent was not heard of for " + words(settings.lease()) + ".");
            desk.lanes().offer(take, outcome -> {
                if (outcome instanceof Outcome.Taken) {
                    desk.lost(expired.id());
                }
            });
        }
    }

    /** Another node does not always say when an agent has connected there, and one that is idle renews no lease. */
    private void endOutlived() {
        List<UUID> here = desk.sessions().stream().map(AgentSession::id).toList();
        if (!here.isEmpty()) {
            desk.outlived(reading.epochs(here));
        }
    }

    private void stopCancelled() {
        desk.stop(reading.stops(settings.node(), TAKEN_AT_ONCE));
    }

    /** Agents that were to stop and were not heard of again: what they still do, nobody can know. */
    private void closeUnstopped() {
        for (Attempts.Place gone : reading.expired(STOPPING, TAKEN_AT_ONCE)) {
            desk.lanes().offer(new Command.Stopped(gone.runId(), gone.workspaceId(), gone.id(), true), outcome -> {});
        }
    }

    /** As people write it: leases are whole seconds, but those of tests. */
    static String words(Duration duration) {
        return duration.toMillisPart() == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    private void learn() {
        for (UUID workspaceId : desk.dispatcher().workspaces()) {
            desk.dispatcher().learn(workspaceId, reading.requirements(workspaceId));
        }
    }

    private void readQueues() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Window window = desk.dispatcher().nextRead();
                guarded("read a queue", () -> desk.dispatcher()
                        .merge(
                                window,
                                reading.read(window.key, desk.dispatcher().beginRead(window), window.limit())));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private static boolean guarded(String what, Runnable work) {
        try {
            work.run();
            return true;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Could not " + what + "; it is tried again", e);
            return false;
        }
    }

    /** Something that is due again and again, by the process clock. */
    private static final class Beat {
        private final long interval;
        private long next = System.nanoTime();

        Beat(Duration interval) {
            this.interval = interval.toNanos();
        }

        boolean isDue() {
            long now = System.nanoTime();
            if (now - next < 0) {
                return false;
            }
            next = now + interval;
            return true;
        }
    }
}
