package org.opsflow.web.board;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opsflow.domain.change.ChangeLog;
import org.opsflow.domain.change.ChangesCommitted;
import org.opsflow.domain.change.NumberedChange;

/**
 * One workspace's changes on their way to its viewers: strictly in order, at most one frame per viewer and 50 ms, made
 * once for all that stand at the same number. Who stands elsewhere catches up from the stored history. Touched by the
 * sender's thread only.
 */
final class Feed {
    static final long INTERVAL_NANOS = Duration.ofMillis(50).toNanos();
    static final int MOST_IN_A_FRAME = 1_000;

    private final UUID workspaceId;
    private final String epoch;
    private final ChangeLog log;
    private final ChangeOrder order;
    private final Set<Viewer> viewers = new LinkedHashSet<>();
    /** The newest number that another node told of, as far as it is to be believed. */
    private long elsewhere;

    private long dueAt;

    Feed(UUID workspaceId, String epoch, long since, ChangeLog log, long now) {
        this.workspaceId = workspaceId;
        this.epoch = epoch;
        this.log = log;
        this.order = new ChangeOrder(since);
        this.dueAt = now;
    }

    String epoch() {
        return epoch;
    }

    Set<Viewer> viewers() {
        return viewers;
    }

    void add(ChangesCommitted batch) {
        order.add(batch.changes());
    }

    /** @param n read in the database */
    void headIs(long n) {
        order.headIs(n);
        order.neverComes(Math.min(n, elsewhere));
    }

    /** @param n said to be committed at another node */
    void toldElsewhere(long n) {
        elsewhere = Math.max(elsewhere, n);
    }

    /** Tells what may be told now. */
    void tick(long now) {
        if (now - dueAt < 0) {
            return;
        }
        List<NumberedChange> next = order.take(now, MOST_IN_A_FRAME);
        if (next.isEmpty() && order.mustBeRead(now)) {
            order.add(log.after(workspaceId, order.taken(), MOST_IN_A_FRAME));
            next = order.take(now, MOST_IN_A_FRAME);
        }
        boolean told = !next.isEmpty();
        if (told) {
            tell(next);
        }
        for (Viewer viewer : List.copyOf(viewers)) {
            if (isBehind(viewer)) {
                catchUp(viewer);
                told = true;
            }
        }
        if (told) {
            dueAt = now + INTERVAL_NANOS;
        }
    }

    /** Tells where they stand to those who say nothing themselves. */
    void tellAlive() {
        viewers.forEach(
                viewer -> viewer.telling().alive(epoch, viewer.position()).ifPresent(viewer::send));
    }

    /** Whether there is something to tell, or to wait for. */
    boolean isBusy() {
        return !order.isComplete() || viewers.stream().anyMatch(this::isBehind);
    }

    private void tell(List<NumberedChange> changes) {
        long from = changes.get(0).n();
        Map<Telling, Optional<String>> texts = new HashMap<>();
        viewers.stream().filter(viewer -> viewer.position() == from - 1).forEach(viewer -> {
            texts.computeIfAbsent(viewer.telling(), telling -> telling.changes(epoch, changes))
                    .ifPresent(viewer::send);
            viewer.standAt(order.taken());
        });
    }

    private boolean isBehind(Viewer viewer) {
        return viewer.position() < order.taken();
    }

    private void catchUp(Viewer viewer) {
        List<NumberedChange> missed = log.after(workspaceId, viewer.position(), MOST_IN_A_FRAME);
        if (missed.isEmpty() || missed.get(0).n() != viewer.position() + 1) {
            viewers.remove(viewer);
            viewer.close(Wire.RESTART, "What you missed is not kept any more: connect again.");
            return;
        }
        viewer.telling().changes(epoch, missed).ifPresent(viewer::send);
        viewer.standAt(missed.get(missed.size() - 1).n());
    }
}
