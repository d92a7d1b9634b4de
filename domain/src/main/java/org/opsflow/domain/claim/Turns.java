package org.opsflow.domain.claim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.function.ToIntFunction;

/**
 * A bounded queue from which workspaces are served in turns, so that none fills a batch while another waits. The order
 * within a workspace is kept.
 */
public final class Turns<T> {
    private final int capacity;
    private final ToIntFunction<T> weight;
    private final Map<UUID, Queue<T>> waiting = new LinkedHashMap<>();
    private int size;
    private boolean closed;

    /** @param weight how much of what is taken at once an item fills, at least 1 */
    public Turns(int capacity, ToIntFunction<T> weight) {
        this.capacity = capacity;
        this.weight = weight;
    }

    /** False when the queue is full or closed. */
    public synchronized boolean offer(UUID workspaceId, T item) {
        if (closed || size >= capacity) {
            return false;
        }
        waiting.computeIfAbsent(workspaceId, id -> new ArrayDeque<>()).add(item);
        size++;
        notify();
        return true;
    }

    synchronized int size() {
        return size;
    }

    /** Takes no more items; what waits can still be taken. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** What is queued now, until {@code max} is filled; waits only while there is nothing. Empty when closed and empty. */
    public synchronized List<T> take(int max) throws InterruptedException {
        while (size == 0 && !closed) {
            wait();
        }
        return poll(max);
    }

    /** As {@link #take}, without waiting. */
    synchronized List<T> poll(int max) {
        List<T> taken = new ArrayList<>(Math.min(size, max));
        for (int filled = 0; size > 0 && filled < max; filled += weight.applyAsInt(taken.get(taken.size() - 1))) {
            UUID next = waiting.keySet().iterator().next();
            Queue<T> queue = waiting.remove(next);
            taken.add(queue.remove());
            size--;
            if (!queue.isEmpty()) {
                waiting.put(next, queue);
            }
        }
        return taken;
    }
}
