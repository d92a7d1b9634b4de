package org.opsflow.domain.claim;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The windows onto the queues that somebody here can work on, and which of them are to be read. Guarded by the
 * {@link Dispatcher}'s lock, but for {@link #nextRead}.
 */
final class Windows {
    private final Map<Window.Key, Window> byKey = new HashMap<>();
    private final Set<Window> wanted = new LinkedHashSet<>();
    /** Workspaces take turns, however many queues they have. */
    private final Turns<Window> reads = new Turns<>(Integer.MAX_VALUE, window -> 1);

    /** Null when nobody here can work on the queue, as far as is known. */
    Window get(Window.Key key) {
        return byKey.get(key);
    }

    Window of(ReadyStep step) {
        return byKey.get(Window.Key.of(step));
    }

    Collection<Window> all() {
        return byKey.values();
    }

    /** @param able who can do its steps */
    void open(Window window, Collection<Seat> able) {
        byKey.put(window.key, window);
        for (Seat seat : able) {
            window.seat(seat);
            if (seat.wantsWork()) {
                window.waiting.add(seat);
            }
        }
        want(window);
    }

    void closeIfUnused(Window window) {
        if (window.isUnused()) {
            byKey.remove(window.key);
        }
    }

    /** It is to be read, once. */
    void want(Window window) {
        if (wanted.add(window)) {
            reads.offer(window.key.workspaceId(), window);
        }
    }

    boolean wantsRead() {
        return reads.size() > 0;
    }

    /** The one to read next; waits for one. To be called without the lock. It has to be {@linkplain #begun begun}. */
    Window nextRead() throws InterruptedException {
        return reads.take(1).get(0);
    }

    /** Whoever wants it read from now on wants it read again. */
    void begun(Window window) {
        wanted.remove(window);
    }
}
