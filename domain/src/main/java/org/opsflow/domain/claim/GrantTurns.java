package org.opsflow.domain.claim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.ToIntFunction;

/**
 * A bounded queue from which workspaces are served so that each gets as many grants as another while both wait, whatever
 * else they have in it. Most items come from the workspace that was granted least. One of {@value #ROUND} comes from the one
 * that was not served for longest, so that nobody waits for good behind what brings no grants; halves are therefore kept
 * between two of which one has up to 2 × {@value #ROUND} − 1 times as many items for each grant as the other. The order
 * within a workspace is kept.
 *
 * <p>For each grant a workspace has room for items of {@value #ROOM} by weight; what goes beyond that for long counts as grants, so that
 * who only reports, and much at a time, does not have the whole queue.
 *
 * <p>What an item brings is reckoned when it is taken, and put right when it is known ({@link #correct}). Who comes anew
 * begins where the others are: nothing is saved up while there is nothing to do. Guarded by its owner's lock.
 */
final class GrantTurns<T> {
    /** By how many grants a workspace may be behind another; what it was short of beyond that is not made up for. */
    static final long MOST_BEHIND = 96;

    /** So many items are served for one that goes round whatever was granted. */
    static final int ROUND = 4;

    /** By weight, for each grant. */
    static final long ROOM = 2 * ROUND;

    /** How much more of it may be used for a while, by weight: reports come in bursts. */
    private static final long BURST = ROOM * MOST_BEHIND;

    /** What waits of a workspace, and where it stands. Without items it is known until the others have come up with it. */
    private static final class Line<T> {
        static final Comparator<Line<?>> WAITING_LONGEST = Comparator.comparingLong(line -> line.turn);
        static final Comparator<Line<?>> GRANTED_LEAST =
                Comparator.<Line<?>>comparingLong(line -> line.granted).thenComparing(WAITING_LONGEST);

        final Queue<T> items = new ArrayDeque<>();
        /** Counted from where it began. */
        long granted;

        /** By weight, beyond the room that its grants gave it; negative while it used less. */
        long beyond;

        /** When it had its turn, apart from what it was served for having been granted least. */
        long turn;

        Line(long granted, long turn) {
            this.granted = granted;
            this.turn = turn;
        }
    }

    private final int capacity;
    private final ToIntFunction<T> weight;
    private final ToIntFunction<T> grants;
    private final Map<UUID, Line<T>> lines = new HashMap<>();
    /** Those with items, in both orders. */
    private final NavigableSet<Line<T>> byTurn = new TreeSet<>(Line.WAITING_LONGEST);

    private final NavigableSet<Line<T>> byGranted = new TreeSet<>(Line.GRANTED_LEAST);
    private int size;
    private long served;
    private long turns;
    private long mostGranted;

    /**
     * @param weight how much of what is taken at once an item fills, at least 1
     * @param grants how many grants it is likely to bring
     */
    GrantTurns(int capacity, ToIntFunction<T> weight, ToIntFunction<T> grants) {
        this.capacity = capacity;
        this.weight = weight;
        this.grants = grants;
    }

    /** False when the queue is full. */
    boolean offer(UUID workspaceId, T item) {
        if (size >= capacity) {
            return false;
        }
        Line<T> line = lines.computeIfAbsent(workspaceId, id -> new Line<>(leastGranted(), ++turns));
        line.items.add(item);
        size++;
        if (line.items.size() == 1) {
            line.granted = Math.max(line.granted, leastGranted());
            stepUp(line);
        }
        return true;
    }

    int size() {
        return size;
    }

    /** What is queued now, until {@code max} is filled. */
    List<T> poll(int max) {
        List<T> taken = new ArrayList<>(Math.min(size, max));
        for (int filled = 0; size > 0 && filled < max; filled += weight.applyAsInt(taken.get(taken.size() - 1))) {
            taken.add(served++ % ROUND == 0 ? serveNext() : serve(byGranted.first()));
        }
        long least = leastGranted();
        lines.values().removeIf(line -> line.items.isEmpty() && line.granted <= least);
        return taken;
    }

    private T serveNext() {
        Line<T> line = byTurn.first();
        stepBack(line);
        line.turn = ++turns;
        stepUp(line);
        return serve(line);
    }

    private T serve(Line<T> line) {
        T item = line.items.remove();
        size--;
        stepBack(line);
        line.beyond += weight.applyAsInt(item);
        add(line, grants.applyAsInt(item));
        if (!line.items.isEmpty()) {
            stepUp(line);
        }
        return item;
    }

    /** What was taken from the workspace brought so many grants more than was reckoned, or fewer. */
    void correct(UUID workspaceId, int more) {
        if (more == 0) {
            return;
        }
        Line<T> line = lines.computeIfAbsent(workspaceId, id -> new Line<>(leastGranted(), ++turns));
        stepBack(line);
        add(line, more);
        if (!line.items.isEmpty()) {
            stepUp(line);
        }
    }

    private void add(Line<T> line, int granted) {
        line.beyond = Math.max(line.beyond - ROOM * granted, -BURST);
        long charged = Math.max(0, line.beyond - BURST) / ROOM;
        line.beyond -= ROOM * charged;
        line.granted = Math.max(line.granted, mostGranted - MOST_BEHIND) + granted + charged;
        mostGranted = Math.max(mostGranted, line.granted);
    }

    private void stepUp(Line<T> line) {
        byTurn.add(line);
        byGranted.add(line);
    }

    private void stepBack(Line<T> line) {
        byTurn.remove(line);
        byGranted.remove(line);
    }

    /** Where who comes anew begins. */
    private long leastGranted() {
        return byGranted.isEmpty() ? mostGranted : Math.max(byGranted.first().granted, mostGranted - MOST_BEHIND);
    }
}
