package org.opsflow.domain.claim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.opsflow.domain.workflow.Requirement;

/**
 * The front of one queue, in memory: the first ready steps with the same requirement in one workspace, in order. What
 * it holds may be stale; the claim decides. Guarded by the {@link Dispatcher}'s lock.
 */
final class Window {
    /** How many steps one read brings. */
    static final int SIZE = 2_000;

    /** Which queue this is the front of. */
    record Key(UUID workspaceId, UUID requirementKey) {
        static Key of(ReadyStep step) {
            return new Key(step.workspaceId(), step.requirementKey());
        }
    }

    final Key key;
    final Requirement requirement;
    /** Seats with credits that found nothing here, the one that waits longest first. */
    final Set<Seat> waiting = new LinkedHashSet<>();

    private final NavigableSet<ReadyStep> steps = new TreeSet<>(ReadyStep.ORDER);
    /** Each step once: read before and after it went back into the queue, it has two places there. */
    private final Map<UUID, ReadyStep> byId = new HashMap<>();
    /** Offered or being claimed: a read that began earlier must not bring them back. */
    private final Set<UUID> reserved = new HashSet<>();
    /** Everything up to here has been read; null when the whole queue has been. */
    private ReadyStep cursor;

    private boolean loaded;
    /** Whether a step was left to the next read while one was under way that may not have seen it. */
    private boolean missed;

    private boolean headDoubted;
    private boolean moreWanted;
    /** Where the read under way began; empty for the head. */
    private Optional<ReadyStep> readFrom = Optional.empty();
    /** Put here since the read under way began: it may not have seen them. */
    private final Set<UUID> fresh = new HashSet<>();

    private final Set<Seat> seats = new HashSet<>();

    private final int limit;

    Window(Key key, Requirement requirement, int limit) {
        this.key = key;
        this.requirement = requirement;
        this.limit = limit;
    }

    /** How many steps a read of this window should bring. */
    int limit() {
        return limit;
    }

    /** False until the first read: before it, the order is not known. */
    boolean isLoaded() {
        return loaded;
    }

    /** Whether everything before the step is known here. */
    boolean reaches(ReadyStep step) {
        return loaded && (cursor == null || ReadyStep.ORDER.compare(step, cursor) <= 0);
    }

    boolean isLow() {
        return cursor != null && steps.size() < limit / 4;
    }

    /** Other nodes may have put steps before those known here: the next read looks there. */
    void doubtHead() {
        headDoubted = true;
    }

    boolean isHeadDoubted() {
        return headDoubted;
    }

    /** Somebody waits although there are steps here, which are not for him: the next read goes on after the cursor. */
    boolean wantMore() {
        moreWanted = cursor != null;
        return moreWanted;
    }

    /** Where to read on: after the cursor when the window runs low, else from the head. */
    Optional<ReadyStep> beginRead() {
        boolean onward = cursor != null && !headDoubted && (isLow() || moreWanted);
        missed = false;
        headDoubted = false;
        moreWanted = false;
        fresh.clear();
        readFrom = onward ? Optional.of(cursor) : Optional.empty();
        return readFrom;
    }

    /** The seat can do its steps. */
    void seat(Seat seat) {
        if (seat.windows.add(this)) {
            seats.add(seat);
        }
    }

    void left(Seat seat) {
        seats.remove(seat);
    }

    /** Who can do its steps. */
    Set<Seat> seats() {
        return seats;
    }

    /** Nobody here can do its steps, and none is being claimed: that one must not be read and offered meanwhile. */
    boolean isUnused() {
        return seats.isEmpty() && reserved.isEmpty();
    }

    Optional<ReadyStep> first(Predicate<ReadyStep> wanted) {
        for (ReadyStep step : steps) {
            if (wanted.test(step)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    /** The step has left the queue; a read that is under way may bring it back until the next. */
    void drop(ReadyStep step) {
        ReadyStep here = byId.get(step.id());
        if (here != null) {
            remove(here);
        }
    }

    void reserve(ReadyStep step) {
        remove(step);
        reserved.add(step.id());
    }

    boolean hasReserved(ReadyStep step) {
        return reserved.contains(step.id());
    }

    /** The reserved step is in the queue again. */
    void giveBack(ReadyStep step) {
        reserved.remove(step.id());
        add(step);
    }

    /** The reserved step has left the queue. */
    void forget(ReadyStep step) {
        reserved.remove(step.id());
    }

    /** A step became ready; beyond the cursor it will be read in its turn. */
    void add(ReadyStep step) {
        if (cursor != null && ReadyStep.ORDER.compare(step, cursor) > 0) {
            missed = true;
            return;
        }
        put(step);
        fresh.add(step.id());
        while (steps.size() > 2 * limit) {
            remove(steps.last());
            cursor = steps.last();
            missed = true;
        }
    }

    /** @param read the queue from where {@link #beginRead} said; fewer than {@link #limit} means: to its end */
    void merge(List<ReadyStep> read) {
        loaded = true;
        dropWhatLeft(read);
        read.forEach(this::put);
        if (missed) {
            return;
        }
        cursor = null;
        if (read.size() >= limit) {
            cursor = read.get(read.size() - 1);
            List.copyOf(steps.tailSet(cursor, false)).forEach(this::remove);
        }
    }

    /** What the read should have seen and did not has left the queue: skipped, or claimed elsewhere. */
    private void dropWhatLeft(List<ReadyStep> read) {
        Set<UUID> seen = read.stream().map(ReadyStep::id).collect(Collectors.toSet());
        ReadyStep last = read.size() < limit ? null : read.get(read.size() - 1);
        List<ReadyStep> left = steps.stream()
                .filter(step -> readFrom.isEmpty() || ReadyStep.ORDER.compare(step, readFrom.get()) > 0)
                .filter(step -> last == null || ReadyStep.ORDER.compare(step, last) <= 0)
                .filter(step -> !seen.contains(step.id()) && !fresh.contains(step.id()))
                .toList();
        left.forEach(this::remove);
    }

    private void put(ReadyStep step) {
        if (reserved.contains(step.id())) {
            return;
        }
        ReadyStep before = byId.put(step.id(), step);
        if (before != null) {
            steps.remove(before);
        }
        steps.add(step);
    }

    private void remove(ReadyStep step) {
        byId.remove(step.id());
        steps.remove(step);
    }

    int size() {
        return steps.size();
    }
}
