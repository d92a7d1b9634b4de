package org.opsflow.agent;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people say to one attempt: told to its work one after the other, in their order, as soon as the work listens and
 * until it has ended.
 */
final class SteerInbox {
    private static final Logger LOG = LoggerFactory.getLogger(SteerInbox.class);

    private record Told(Steer steer, Runnable heard) {}

    private final Queue<Told> waiting = new ConcurrentLinkedQueue<>();
    private Consumer<Steer> listener;
    private volatile boolean closed;

    /** @param heard called when the work has been told */
    void put(Steer steer, Runnable heard) {
        waiting.add(new Told(steer, heard));
    }

    /** Tells what has waited, and from now on what comes. */
    synchronized void listen(Consumer<Steer> next) {
        listener = next;
        tell();
    }

    /** Tells what waits, if the work listens; on the caller's thread, which must not be the control thread. */
    synchronized void tell() {
        while (listener != null && !waiting.isEmpty() && !closed) {
            Told told = waiting.remove();
            try {
                listener.accept(told.steer());
            } catch (RuntimeException e) {
                LOG.warn("what listens to people failed: {}", e.toString());
            }
            told.heard().run();
        }
    }

    /** The work has ended: it is told nothing more, and nobody is told that it had heard. */
    void close() {
        closed = true;
    }
}
