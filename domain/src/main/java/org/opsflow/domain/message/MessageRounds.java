package org.opsflow.domain.message;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.opsflow.domain.claim.Correspondent;

/**
 * One thread that brings messages to the agents of this node: those for which there is news, all in one transaction, and
 * none while there is no news. Every sweep it asks once whether other nodes stored something for agents of this one.
 */
final class MessageRounds implements Runnable {
    private static final Logger LOG = System.getLogger(MessageRounds.class.getName());
    private static final Duration EXPIRY = Duration.ofMinutes(1);
    /**
     * A message to all that was being stored while an agent came is committed by then, or never: a transaction that does
     * nothing is ended after 5 s.
     */
    private static final Duration SETTLED = Duration.ofSeconds(6);

    private static final int MOST_AGENTS = 1_000;

    /** @param nanos of the process clock */
    private record Arrival(Correspondent here, long nanos) {}

    private final MessageDelivery delivery;
    private final String node;
    private final long sweepNanos;
    private final Map<UUID, List<Correspondent>> present = new HashMap<>();
    private final Set<Correspondent> newcomers = new LinkedHashSet<>();
    /** In their order; they are looked after once more when what was going on then has settled. */
    private final Deque<Arrival> arrivals = new ArrayDeque<>();

    private final Set<UUID> news = new LinkedHashSet<>();
    /** There was news, and nobody of them read what was sent before. */
    private final Set<UUID> full = new LinkedHashSet<>();

    private long nextSweep;
    private long nextExpiry = System.nanoTime();

    MessageRounds(MessageDelivery delivery, String node, Duration sweep) {
        this.delivery = delivery;
        this.node = node;
        this.sweepNanos = sweep.toNanos();
        this.nextSweep = System.nanoTime() + sweepNanos;
    }

    synchronized void joined(Correspondent here) {
        List<Correspondent> sessions = present.computeIfAbsent(here.agentId(), agent -> new ArrayList<>());
        sessions.removeIf(older -> older.sessionId().equals(here.sessionId()));
        sessions.add(here);
        newcomers.add(here);
        arrivals.add(new Arrival(here, System.nanoTime()));
        news(Set.of(here.agentId()));
    }

    synchronized void left(Correspondent gone) {
        newcomers.remove(gone);
        List<Correspondent> sessions = present.get(gone.agentId());
        if (sessions == null) {
            // Its stream broke before it had joined.
            return;
        }
        if (sessions.remove(gone) && !sessions.isEmpty()) {
            // What it did not read is for the others.
            news(Set.of(gone.agentId()));
        }
        if (sessions.isEmpty()) {
            present.remove(gone.agentId());
            news.remove(gone.agentId());
            full.remove(gone.agentId());
        }
    }

    synchronized void roomAgain(Correspondent here) {
        if (full.remove(here.agentId())) {
            news(Set.of(here.agentId()));
        }
    }

    /** There is, or may be, something for these agents. */
    synchronized void news(Collection<UUID> agents) {
        for (UUID agent : agents) {
            if (present.containsKey(agent)) {
                news.add(agent);
            }
        }
        if (!news.isEmpty()) {
            notifyAll();
        }
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                awaitNews();
                round();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void awaitNews() throws InterruptedException {
        for (long left = nextSweep - System.nanoTime();
                news.isEmpty() && left > 0;
                left = nextSweep - System.nanoTime()) {
            wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
        }
    }

    private void round() throws InterruptedException {
        Map<UUID, List<Correspondent>> wanted = Map.of();
        List<Correspondent> fresh = List.of();
        try {
            sweep();
            fresh = takeNewcomers();
            if (!fresh.isEmpty()) {
                delivery.catchUp(fresh);
            }
            wanted = takeNews();
            if (!wanted.isEmpty()) {
                MessageDelivery.Round done = delivery.assign(wanted);
                done.pushes().forEach(push -> push.to().out().message(push.message()));
                news(done.more());
            }
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "Messages could not be brought to agents; it is tried again", failure);
            putBack(fresh, wanted.keySet());
            Thread.sleep(TimeUnit.NANOSECONDS.toMillis(sweepNanos));
        }
    }

    private void sweep() {
        long now = System.nanoTime();
        if (nextSweep - now > 0) {
            return;
        }
        nextSweep = now + sweepNanos;
        settle(now);
        if (anybodyHere()) {
            news(delivery.waitingAt(node));
        }
        if (nextExpiry - now <= 0) {
            nextExpiry = now + EXPIRY.toNanos();
            delivery.expire();
        }
    }

    private synchronized void settle(long now) {
        while (!arrivals.isEmpty() && now - arrivals.peek().nanos() > SETTLED.toNanos()) {
            Correspondent here = arrivals.remove().here();
            if (present.getOrDefault(here.agentId(), List.of()).contains(here)) {
                newcomers.add(here);
                news(Set.of(here.agentId()));
            }
        }
    }

    private synchronized boolean anybodyHere() {
        return !present.isEmpty();
    }

    private synchronized List<Correspondent> takeNewcomers() {
        List<Correspondent> taken = newcomers.stream().limit(MOST_AGENTS).toList();
        taken.forEach(newcomers::remove);
        return taken;
    }

    /** The sessions that read what is sent, of agents with news. */
    private synchronized Map<UUID, List<Correspondent>> takeNews() {
        Map<UUID, List<Correspondent>> taken = new HashMap<>();
        for (UUID agent : news.stream().limit(MOST_AGENTS).toList()) {
            news.remove(agent);
            List<Correspondent> reading = present.getOrDefault(agent, List.of()).stream()
                    .filter(session -> session.out().hasRoom())
                    .toList();
            if (reading.isEmpty()) {
                full.add(agent); // the sweep looks again: they may have read it just now
            } else {
                taken.put(agent, reading);
            }
        }
        return taken;
    }

    private synchronized void putBack(List<Correspondent> fresh, Set<UUID> agents) {
        for (Correspondent here : fresh) {
            if (present.getOrDefault(here.agentId(), List.of()).contains(here)) {
                newcomers.add(here);
            }
        }
        news(agents);
    }
}
