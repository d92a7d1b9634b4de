package org.opsflow.agent;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people say: told to who listens one after the other, in their order, as soon as somebody listens and until it is
 * closed.
 */
final class Inbox<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private record Told<T>(T word, boolean isNew, Runnable heard) {}

    private final Queue<Told<T>> waiting = new ConcurrentLinkedQueue<>();
    private Consumer<T> listener;
    private volatile boolean closed;

    /** @param heard called when the listener has returned */
    void put(T word, Runnable heard) {
        put(word, true, heard);
    }

    /** @param isNew false for what the listener knows: then only its turn is waited for */
    void put(T word, boolean isNew, Runnable heard) {
        waiting.add(new Told<>(word, isNew, heard));
    }

    /** Tells what has waited, and from now on what comes. */
    synchronized void listen(Consumer<T> next) {
        listener = next;
        tell();
    }

    /** Tells what waits, if the work listens; on the caller's thread, which must not be the control thread. */
    synchronized void tell() {
        while (listener != null && !waiting.isEmpty() && !closed) {
            Told<T> told = waiting.remove();
            try {
                if (told.isNew()) {
                    listener.accept(told.word());
                }
            } catch (RuntimeException e) {
                LOG.warn("what listens to people failed: {}", e.toString());
            }
            told.heard().run();
        }
    }

    /** Nothing more is told, and nobody hears that it was. */
    void close() {
        closed = true;
    }
}
