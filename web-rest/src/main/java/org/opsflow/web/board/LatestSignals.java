package org.opsflow.web.board;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.opsflow.domain.claim.StepSignal;

/** The newest signal of each step that has not been shown yet; each step is shown at most once a second. */
final class LatestSignals {
    static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

    private static final class Card {
        private StepSignal pending;
        private long dueAt;
    }

    private final Map<UUID, Card> cards = new LinkedHashMap<>();

    synchronized void put(StepSignal signal, long now) {
        Card card = cards.computeIfAbsent(signal.stepId(), fresh -> {
            Card made = new Card();
            made.dueAt = now;
            return made;
        });
        card.pending = card.pending == null ? signal : merged(card.pending, signal);
    }

    /** Takes what may be shown now. */
    synchronized List<StepSignal> take(long now) {
        List<StepSignal> due = new ArrayList<>();
        cards.values().removeIf(card -> card.pending == null && now - card.dueAt >= 0);
        for (Card card : cards.values()) {
            if (card.pending != null && now - card.dueAt >= 0) {
                due.add(card.pending);
                card.pending = null;
                card.dueAt = now + INTERVAL_NANOS;
            }
        }
        return due;
    }

    synchronized boolean isEmpty() {
        return cards.isEmpty();
    }

    /** What the newer does not know stays. */
    private static StepSignal merged(StepSignal older, StepSignal newer) {
        return new StepSignal(
                newer.workspaceId(),
                newer.runId(),
                newer.stepId(),
                newer.percent().isPresent() ? newer.percent() : older.percent(),
                newer.line().or(older::line),
                newer.loop() > 0 ? newer.loop() : older.loop(),
                newer.maxLoops() > 0 ? newer.maxLoops() : older.maxLoops(),
                newer.aliveAt());
    }
}
