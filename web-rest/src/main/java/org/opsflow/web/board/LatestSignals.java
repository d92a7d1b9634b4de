package org.opsflow.web.board;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.opsflow.domain.claim.ProcessSignal;
import org.opsflow.domain.claim.StepSignal;

/** The newest signal of each step (or process) that has not been shown yet; each is shown at most once a second. */
final class LatestSignals<T> {
    static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

    private static final class Card<T> {
        private T pending;
        private long dueAt;
    }

    private final Map<Object, Card<T>> cards = new LinkedHashMap<>();
    private final Function<T, Object> subject;
    private final BinaryOperator<T> merge;

    private LatestSignals(Function<T, Object> subject, BinaryOperator<T> merge) {
        this.subject = subject;
        this.merge = merge;
    }

    static LatestSignals<StepSignal> ofSteps() {
        return new LatestSignals<>(StepSignal::stepId, (older, newer) -> newer.after(older));
    }

    static LatestSignals<ProcessSignal> ofProcesses() {
        return new LatestSignals<>(
                signal -> List.of(signal.workspaceId(), signal.agent(), signal.instance()), (older, newer) -> newer);
    }

    synchronized void put(T signal, long now) {
        Card<T> card = cards.computeIfAbsent(subject.apply(signal), fresh -> {
            Card<T> made = new Card<>();
            made.dueAt = now;
            return made;
        });
        card.pending = card.pending == null ? signal : merge.apply(card.pending, signal);
    }

    /** Takes what may be shown now. */
    synchronized List<T> take(long now) {
        List<T> due = new ArrayList<>();
        cards.values().removeIf(card -> card.pending == null && now - card.dueAt >= 0);
        for (Card<T> card : cards.values()) {
            if (card.pending != null && now - card.dueAt >= 0) {
                due.add(card.pending);
                card.pending = null;
                card.dueAt = now + INTERVAL_NANOS;
            }
        }
        return due;
    }

    /** Forgets all: nobody looks. */
    synchronized void clear() {
        cards.clear();
    }

    synchronized boolean isEmpty() {
        return cards.isEmpty();
    }
}
