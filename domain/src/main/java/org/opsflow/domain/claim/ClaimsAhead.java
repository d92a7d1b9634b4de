package org.opsflow.domain.claim;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.opsflow.domain.claim.Matching.Next;

/** Claims of one batch, for agents with standing credits, in the very transaction that makes them possible. */
final class ClaimsAhead {
    private final Matching matching;
    private final Windows windows;
    /** Steps that the batch makes ready, and that no window knows. */
    private final NavigableSet<ReadyStep> fresh = new TreeSet<>(ReadyStep.ORDER);

    private final List<Lane.Ticket> tickets = new ArrayList<>();

    ClaimsAhead(Matching matching, Windows windows, Collection<ReadyStep> ready) {
        this.matching = matching;
        this.windows = windows;
        fresh.addAll(ready);
    }

    /** @param free seats of which an attempt ends in the batch */
    List<Lane.Ticket> of(Collection<Seat> free) {
        free.forEach(this::fill);
        List.copyOf(fresh).forEach(step -> waitingFor(step).ifPresent(this::fill));
        return tickets;
    }

    private void fill(Seat seat) {
        while (seat.present && seat.wantsAtOnce() && seat.out.hasRoom()) {
            Optional<Next> next = sooner(matching.next(seat), nextOfFresh(seat));
            if (next.isEmpty()) {
                Matching.letWait(seat);
                return;
            }
            fresh.remove(next.get().step());
            tickets.add(matching.claimAtOnce(seat, next.get()));
        }
    }

    private static Optional<Next> sooner(Optional<Next> one, Optional<Next> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return ReadyStep.ORDER.compare(one.get().step(), other.get().step()) <= 0 ? one : other;
    }

    private Optional<Next> nextOfFresh(Seat seat) {
        for (ReadyStep step : fresh) {
            Window window = windows.of(step);
            if (window != null
                    && seat.windows.contains(window)
                    && window.reaches(step)
                    && matching.allow(seat, step, window)) {
                return Optional.of(new Next(window, step));
            }
        }
        return Optional.empty();
    }

    /** Whose turn it is; nobody when that one wants to be offered it. */
    private Optional<Seat> waitingFor(ReadyStep step) {
        Window window = windows.of(step);
        if (window == null || window.waiting.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(matching.turn(window, step)).filter(Seat::wantsAtOnce);
    }
}
