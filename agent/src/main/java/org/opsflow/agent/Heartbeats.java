package org.opsflow.agent;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.Heartbeat;
import org.opsflow.proto.agent.v1.Welcome;

/** Says that the agent lives and what it holds, from a thread of its own: no work, disk or log can hold it up. */
final class Heartbeats {
    private static final int SHORTEST_MS = 50;

    private final Link link;
    private final ScheduledExecutorService thread;
    private final Vitals vitals;
    private final int slots;
    private final Set<Lease> held = ConcurrentHashMap.newKeySet();
    private ScheduledFuture<?> next;
    private boolean beating;
    private long busyMs;
    private long idleMs;

    Heartbeats(Core core, Link link) {
        this.link = link;
        this.thread = core.threads().heartbeat();
        this.slots = core.settings().identity().maxConcurrent();
        this.vitals =
                new Vitals(core.settings().stateDirectory(), core.threads().timer());
    }

    /** Takes the rhythm of a new session and beats at once. */
    synchronized void start(Welcome welcome) {
        busyMs = Math.max(SHORTEST_MS, welcome.getHeartbeatBusyMs());
        idleMs = Math.max(SHORTEST_MS, welcome.getHeartbeatIdleMs());
        beating = true;
        schedule(0);
    }

    synchronized void stop() {
        beating = false;
        if (next != null) {
            next.cancel(false);
        }
    }

    void hold(Lease lease) {
        held.add(lease);
        if (held.size() == 1) {
            hurry();
        }
    }

    void drop(Lease lease) {
        held.remove(lease);
    }

    /** The beat that an idle agent waits for may be further off than a busy one may be silent. */
    private synchronized void hurry() {
        if (beating) {
            schedule(busyMs);
        }
    }

    private synchronized void beat() {
        if (beating) {
            Heartbeat.Builder beat = vitals.heartbeat();
            held.forEach(lease -> beat.addHeld(lease.held()));
            beat.setFreeSlots(Math.max(0, slots - beat.getHeldCount()));
            link.send(AgentFrame.newBuilder().setHeartbeat(beat).build());
            schedule(held.isEmpty() ? idleMs : busyMs);
        }
    }

    private void schedule(long delayMs) {
        if (next != null) {
            next.cancel(false);
        }
        next = thread.schedule(this::beat, delayMs, TimeUnit.MILLISECONDS);
    }
}
