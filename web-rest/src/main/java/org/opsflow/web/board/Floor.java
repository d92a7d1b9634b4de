package org.opsflow.web.board;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.opsflow.domain.change.ChangeHead;
import org.opsflow.domain.change.ChangeLog;
import org.opsflow.domain.change.ChangeNews;
import org.opsflow.domain.change.ChangesCommitted;
import org.opsflow.domain.claim.ProcessSignal;
import org.opsflow.domain.claim.StepSignal;
import org.opsflow.domain.identity.AccessEnded;
import org.opsflow.domain.identity.Caller;

/**
 * All who look at boards on this node, and what they are to be told. One thread, the sender's, calls everything here;
 * nothing is asked of the database while nobody looks.
 */
final class Floor {
    /** A page says something every 20 seconds; one that is gone may leave its socket open for hours. */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    private static final long HEADS_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long STANDING_NANOS = Duration.ofSeconds(5).toNanos();

    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final long IDLE_NANOS = Duration.ofHours(1).toNanos();

    private final ChangeLog log;
    private final Function<Collection<Caller>, Set<Caller>> standing;
    private final Map<UUID, Feed> feeds = new HashMap<>();
    private final Map<UUID, StepOutput> outputs = new HashMap<>();
    private final LatestSignals<StepSignal> signals = LatestSignals.ofSteps();
    private final LatestSignals<ProcessSignal> processes = LatestSignals.ofProcesses();
    private long headsDueAt;
    private long headsReadAt;
    private long standingDueAt;
    private long heartbeatDueAt;

    /** @param standing tells who of some callers may still be here */
    Floor(ChangeLog log, Function<Collection<Caller>, Set<Caller>> standing) {
        this.log = log;
        this.standing = standing;
    }

    /**
     * A viewer that has seen everything up to a number.
     *
     * @param firstFrame answers that it has joined: the snapshot it stands on, or that it needs none
     */
    void join(Viewer viewer, ChangeHead seen, String firstFrame, long now) {
        Feed feed = feeds.get(viewer.workspaceId());
        if (feed != null && !feed.epoch().equals(seen.epoch())) {
            closeAll(feed, "The numbers of the changes start anew: connect again.");
            feed = null;
        }
        if (feed == null) {
            feed = new Feed(viewer.workspaceId(), seen.epoch(), seen.n(), log, now);
            feeds.put(viewer.workspaceId(), feed);
            standingDueAt = now + STANDING_NANOS;
            heartbeatDueAt = now + HEARTBEAT.toNanos();
        }
        viewer.send(firstFrame);
        viewer.heard(now);
        viewer.standAt(seen.n());
        feed.viewers().add(viewer);
        // What was committed between the snapshot and now was heard by nobody.
        headsDueAt = now;
    }

    void leave(Viewer viewer) {
        feeds.values().forEach(feed -> feed.viewers().remove(viewer));
        outputs.values().forEach(output -> output.viewers().remove(viewer));
        sweep();
    }

    void watch(Viewer viewer, UUID stepId, long now) {
        outputs.computeIfAbsent(stepId, id -> new StepOutput(id, now)).viewers().add(viewer);
    }

    void unwatch(Viewer viewer, UUID stepId) {
        Optional.ofNullable(outputs.get(stepId))
                .ifPresent(output -> output.viewers().remove(viewer));
        sweep();
    }

    void committed(ChangesCommitted batch) {
        Feed feed = feeds.get(batch.workspaceId());
        if (feed == null) {
            return;
        }
        if (feed.epoch().equals(batch.epoch())) {
            feed.add(batch);
        } else {
            closeAll(feed, "The numbers of the changes start anew: connect again.");
        }
    }

    /** Another node says so: how far the history really reaches is read, but not more often than frames go out. */
    void committedElsewhere(ChangeNews.Told told) {
        Feed feed = feeds.get(told.workspaceId());
        if (feed != null) {
            feed.toldElsewhere(told.n());
            long soon = headsReadAt + Feed.INTERVAL_NANOS;
            headsDueAt = headsDueAt - soon > 0 ? soon : headsDueAt;
        }
    }

    void signal(StepSignal signal, long now) {
        if (feeds.containsKey(signal.workspaceId())) {
            signals.put(signal, now);
        }
    }

    void process(ProcessSignal signal, long now) {
        if (feeds.containsKey(signal.workspaceId())) {
            processes.put(signal, now);
        }
    }

    void output(UUID stepId, int attempt, long offset, byte[] data) {
        StepOutput output = outputs.get(stepId);
        if (output != null) {
            output.add(attempt, offset, data).ifPresent(piece -> tell(output, piece));
        }
    }

    void ended(AccessEnded event) {
        closeEnded(event::concerns);
    }

    /** Another node says so: whether it is so is asked. */
    void endedElsewhere(AccessEnded event) {
        boolean isHere = feeds.values().stream()
                .flatMap(feed -> feed.viewers().stream())
                .map(Viewer::caller)
                .anyMatch(event::concerns);
        if (isHere) {
            closeEnded();
        }
    }

    void closeAll() {
        List.copyOf(feeds.values()).forEach(feed -> feed.viewers()
                .forEach(viewer -> viewer.close(Wire.GOING_AWAY, "The server stops: connect again.")));
        feeds.clear();
        outputs.clear();
    }

    /** Tells everybody what may be told now. */
    void tick(long now) {
        if (feeds.isEmpty()) {
            // Who looks later must not be told of then as of now.
            signals.clear();
            processes.clear();
            return;
        }
        if (now - headsDueAt >= 0) {
            headsDueAt = now + HEADS_NANOS;
            headsReadAt = now;
            lookAtHeads();
            closeSilent(now);
        }
        if (now - standingDueAt >= 0) {
            standingDueAt = now + STANDING_NANOS;
            closeEnded();
        }
        feeds.values().forEach(feed -> feed.tick(now));
        if (now - heartbeatDueAt >= 0) {
            heartbeatDueAt = now + HEARTBEAT.toNanos();
            feeds.values().forEach(Feed::tellAlive);
        }
        tell(signals.take(now), StepSignal::workspaceId, Frames::signals);
        tell(processes.take(now), ProcessSignal::workspaceId, Frames::vitals);
        outputs.values().forEach(output -> output.take(now).ifPresent(piece -> tell(output, piece)));
        sweep();
    }

    /** Nanoseconds that the next tick may wait; the calls of this class shorten it. */
    long restNanos(long now) {
        if (feeds.isEmpty()) {
            return IDLE_NANOS;
        }
        boolean busy = feeds.values().stream().anyMatch(Feed::isBusy)
                || !signals.isEmpty()
                || !processes.isEmpty()
                || outputs.values().stream().anyMatch(StepOutput::isPending);
        return busy ? Feed.INTERVAL_NANOS / 5 : Math.max(0, headsDueAt - now);
    }

    Set<UUID> workspaces() {
        return Set.copyOf(feeds.keySet());
    }

    Set<UUID> watched() {
        return Set.copyOf(outputs.keySet());
    }

    private void lookAtHeads() {
        log.heads(feeds.keySet()).forEach((workspaceId, head) -> {
            Feed feed = feeds.get(workspaceId);
            if (feed.epoch().equals(head.epoch())) {
                feed.headIs(head.n());
            } else {
                closeAll(feed, "The numbers of the changes start anew: connect again.");
            }
        });
    }

    private void closeSilent(long now) {
        close(
                viewer -> now - viewer.heardAt() > LONGEST_SILENCE.toNanos(),
                Wire.GOING_AWAY,
                "Nothing was heard from this page for a minute: connect again.");
    }

    private void closeEnded() {
        Set<Caller> callers = feeds.values().stream()
                .flatMap(feed -> feed.viewers().stream())
                .map(Viewer::caller)
                .collect(Collectors.toCollection(HashSet::new));
        callers.removeAll(standing.apply(callers));
        closeEnded(callers::contains);
    }

    private void closeEnded(Predicate<Caller> which) {
        close(viewer -> which.test(viewer.caller()), Wire.POLICY, "Signed out.");
    }

    private void close(Predicate<Viewer> which, int code, String reason) {
        feeds.values().stream()
                .flatMap(feed -> feed.viewers().stream())
                .filter(which)
                .toList()
                .forEach(viewer -> {
                    viewer.close(code, reason);
                    leave(viewer);
                });
    }

    private void closeAll(Feed feed, String reason) {
        feeds.values().remove(feed);
        feed.viewers().forEach(viewer -> viewer.close(Wire.RESTART, reason));
    }

    private <T> void tell(List<T> due, Function<T, UUID> workspace, Function<List<T>, String> frames) {
        due.stream().collect(Collectors.groupingBy(workspace)).forEach((workspaceId, theirs) -> {
            String frame = frames.apply(theirs);
            Optional.ofNullable(feeds.get(workspaceId)).ifPresent(feed -> feed.viewers().stream()
                    .filter(viewer -> viewer.telling().isOfSignals())
                    .forEach(viewer -> viewer.send(frame)));
        });
    }

    private static void tell(StepOutput output, StepOutput.Piece piece) {
        String frame = Frames.log(piece);
        output.viewers().forEach(viewer -> viewer.send(frame));
    }

    private void sweep() {
        feeds.values().removeIf(feed -> feed.viewers().isEmpty());
        outputs.values().removeIf(output -> output.viewers().isEmpty());
    }
}
