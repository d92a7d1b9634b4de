package org.opsflow.domain.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import org.opsflow.domain.shared.Startable;

/**
 * Notes in memory which keys and sign-ins are used, at no cost to who uses them; a thread writes it down once a minute.
 * A crash forgets the last minute.
 */
@ApplicationScoped
public class LastUse implements Startable {
    private static final Logger LOG = System.getLogger(LastUse.class.getName());
    private static final int BEFORE_THE_DOORS = 10;
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final long STOP_MILLIS = 5_000;

    private final Set<UUID> keys = ConcurrentHashMap.newKeySet();
    private final Set<UUID> signIns = ConcurrentHashMap.newKeySet();
    private final LastUseTimes times;
    private final ThreadFactory threads;
    private Thread writer;

    @Inject
    public LastUse(LastUseTimes times, ThreadFactory threads) {
        this.times = times;
        this.threads = threads;
    }

    LastUse() {
        this(null, null);
    }

    /** Never blocks. */
    public void note(Credential shown) {
        Set<UUID> used = shown.isKey() ? keys : signIns;
        if (!used.contains(shown.id())) {
            used.add(shown.id());
        }
    }

    @Override
    public int order() {
        return BEFORE_THE_DOORS;
    }

    @Override
    public synchronized void start() {
        writer = threads.newThread(this::write);
        writer.setName("opsflow-last-use");
        writer.start();
    }

    @Override
    public synchronized void stop() {
        if (writer == null) {
            return;
        }
        writer.interrupt();
        try {
            writer.join(STOP_MILLIS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            while (true) {
                Thread.sleep(INTERVAL.toMillis());
                store();
            }
        } catch (InterruptedException stop) {
            store();
        }
    }

    /** What is used while it is written is written the next time. */
    void store() {
        Set<UUID> usedKeys = taken(keys);
        Set<UUID> usedSignIns = taken(signIns);
        if (usedKeys.isEmpty() && usedSignIns.isEmpty()) {
            return;
        }
        try {
            times.store(usedKeys, usedSignIns);
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "When keys were last used could not be written; it is tried again", failed);
            keys.addAll(usedKeys);
            signIns.addAll(usedSignIns);
        }
    }

    private static Set<UUID> taken(Collection<UUID> used) {
        Set<UUID> taken = Set.copyOf(used);
        used.removeAll(taken);
        return taken;
    }
}
