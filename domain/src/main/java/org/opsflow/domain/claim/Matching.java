package org.opsflow.domain.claim;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Gives steps to seats: to a seat the first step of all its queues, and a step to the seat whose turn it is. Guarded by the
 * {@link Dispatcher}'s lock.
 */
final class Matching {
    private final Windows windows;
    private final OfferBook offers;
    private final Exclusions exclusions;
    private final Routing routing;

    Matching(Windows windows, OfferBook offers, Exclusions exclusions, Routing routing) {
        this.windows = windows;
        this.offers = offers;
        this.exclusions = exclusions;
        this.routing = routing;
    }

    /** A step and the window in which it waits. */
    record Next(Window window, ReadyStep step) {}

    void serve(Seat seat) {
        boolean served = true;
        while (served && seat.wantsWork()) {
            served = serveNext(seat);
        }
        if (seat.wantsWork()) {
            letWait(seat);
        }
    }

    /** Those who wait take turns, so that many free hands share what comes. */
    void serve(Window window) {
        int passed = 0;
        while (window.size() > 0 && passed < window.waiting.size()) {
            Seat seat = turn(window, window.first(step -> true).orElseThrow());
            passed = serveNext(seat) ? 0 : passed + 1;
        }
    }

    void credit(Seat seat, int amount) {
        if (seat.present) {
            seat.credits += amount;
            serve(seat);
        }
    }

    /**
     * Gives the seat the first step of all its queues: at once by a standing credit, else as an offer. False when there is
     * none for it, or it does not read.
     */
    private boolean serveNext(Seat seat) {
        Optional<Next> next = next(seat);
        if (next.isEmpty() || !seat.out.hasRoom()) {
            return false;
        }
        if (!seat.wantsAtOnce()) {
            offer(seat, next.get());
            return true;
        }
        Lane.Ticket ticket = claimAtOnce(seat, next.get());
        if (!seat.claimant.queue(ticket)) {
            offers.takeClaim(((Command.Claim) ticket.command()).attemptId()).ifPresent(this::takeBack);
            return false;
        }
        return true;
    }

    /**
     * The lane takes no more. The seat waits again, for other steps; this one is tried again after a while. Nobody is served
     * from here: those whose lane is as full would come back one inside the other, as deep as there are agents.
     */
    private void takeBack(OpenOffer offer) {
        offer.settle();
        offer.window().giveBack(offer.step());
        avoid(offer.seat(), offer.step().id(), false);
        letWait(offer.seat());
    }

    private void offer(Seat seat, Next next) {
        seat.credits--;
        seat.offers++;
        reserve(seat, next);
        OpenOffer offer = offers.offer(seat, next.window(), next.step());
        ReadyStep step = next.step();
        seat.out.offer(offer.id(), new Offering(step.id(), step.runId(), step.spec()));
    }

    Lane.Ticket claimAtOnce(Seat seat, Next next) {
        seat.claiming++;
        reserve(seat, next);
        OpenOffer offer = offers.claimAtOnce(seat, next.window(), next.step());
        return seat.claimant.ticket(offer.id(), next.step());
    }

    private void reserve(Seat seat, Next next) {
        next.window().reserve(next.step());
        standUp(seat);
        if (next.window().isLow()) {
            windows.want(next.window());
        }
    }

    /** The offer came to nothing: the step is in the queue as before, the credit is back. */
    void returned(OpenOffer offer) {
        offer.settle();
        offer.window().giveBack(offer.step());
        // Those who wait come first: an agent that lets offers lapse must not get the same step again at once.
        serve(offer.window());
        windows.closeIfUnused(offer.window());
        creditBack(offer);
    }

    void creditBack(OpenOffer offer) {
        credit(offer.seat(), offer.atOnce() ? 0 : 1);
    }

    /** The step is not offered to the seat for as long as an offer lasts, or never. */
    void avoid(Seat seat, UUID stepId, boolean forGood) {
        if (forGood) {
            seat.decline(stepId, OptionalLong.empty());
        } else {
            long until = offers.deadline();
            seat.decline(stepId, OptionalLong.of(until));
            exclusions.tryAt(until, () -> credit(seat, 0));
        }
    }

    /** It waits in every queue until it has its fill. */
    static void letWait(Seat seat) {
        seat.windows.forEach(window -> window.waiting.add(seat));
    }

    /** Who wants nothing does not wait. */
    static void standUp(Seat seat) {
        if (!seat.wantsWork()) {
            seat.windows.forEach(window -> window.waiting.remove(seat));
        }
    }

    /** The first step of all the seat's queues that it may have. */
    Optional<Next> next(Seat seat) {
        Window best = null;
        ReadyStep first = null;
        for (Window window : seat.windows) {
            ReadyStep head = window.isLoaded()
                    ? window.first(step -> allow(seat, step, window)).orElse(null)
                    : null;
            if (head != null && (first == null || ReadyStep.ORDER.compare(head, first) < 0)) {
                best = window;
                first = head;
            }
        }
        return first == null ? Optional.empty() : Optional.of(new Next(best, first));
    }

    boolean allow(Seat seat, ReadyStep step, Window window) {
        return exclusions.allow(seat, step, window, offers.now());
    }

    /** Whose turn it is to have the step; the others come before it the next time. */
    Seat turn(Window window, ReadyStep step) {
        Seat seat = routing.choose(
                step, window, waiting -> waiting.wantsWork() && waiting.out.hasRoom() && allow(waiting, step, window));
        window.waiting.remove(seat);
        window.waiting.add(seat);
        return seat;
    }
}
