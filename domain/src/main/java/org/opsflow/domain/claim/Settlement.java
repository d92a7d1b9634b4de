package org.opsflow.domain.claim;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What becomes of an offer: every one that was made is settled once. Guarded by the {@link Dispatcher}'s lock. */
final class Settlement {
    private final OfferBook offers;
    private final Windows windows;
    private final Matching matching;

    Settlement(OfferBook offers, Windows windows, Matching matching) {
        this.offers = offers;
        this.windows = windows;
        this.matching = matching;
    }

    Optional<ReadyStep> accept(Seat seat, UUID offerId) {
        Optional<OpenOffer> offer = offers.take(seat, offerId);
        offer.ifPresent(offers::claiming);
        return offer.map(OpenOffer::step);
    }

    void offerAgain(UUID offerId) {
        offers.takeClaim(offerId).ifPresent(offer -> {
            if (offer.seat().present) {
                offers.reopen(offer);
            } else {
                matching.returned(offer);
            }
        });
    }

    /** What was being claimed; it has left the queue. */
    Optional<OpenOffer> claimed(UUID offerId) {
        Optional<OpenOffer> claim = offers.takeClaim(offerId);
        claim.ifPresent(this::forget);
        return claim;
    }

    void gone(UUID offerId) {
        claimed(offerId).ifPresent(matching::creditBack);
    }

    void unclaimed(UUID offerId) {
        offers.takeClaim(offerId).ifPresent(matching::returned);
    }

    void unclaimedWhilePaused(UUID offerId) {
        offers.takeClaim(offerId).ifPresent(offer -> {
            offer.seat().heldBack = true;
            Matching.standUp(offer.seat());
            matching.returned(offer);
        });
    }

    boolean decline(Seat seat, UUID offerId, boolean forGood) {
        Optional<OpenOffer> offer = offers.take(seat, offerId);
        offer.ifPresent(declined -> {
            matching.avoid(seat, declined.step().id(), forGood);
            matching.returned(declined);
        });
        return offer.isPresent();
    }

    void expire() {
        offers.takeExpired().forEach(offer -> {
            offer.refuse("The offer was not accepted in time.");
            matching.returned(offer);
        });
    }

    void takeBack(Seat seat, String why) {
        offers.takeAll(offer -> offer.seat() == seat).forEach(offer -> {
            offer.refuse(why);
            matching.returned(offer);
        });
    }

    /** Nobody is there to be told, or to have a credit. */
    void left(Seat seat) {
        offers.takeAll(offer -> offer.seat() == seat).forEach(offer -> {
            offer.window().giveBack(offer.step());
            matching.serve(offer.window());
        });
    }

    void withdraw(Collection<ReadyStep> steps) {
        Set<UUID> ended = steps.stream().map(ReadyStep::id).collect(Collectors.toSet());
        offers.takeAll(offer -> ended.contains(offer.step().id())).forEach(offer -> {
            offer.refuse("The run has ended: the step is not to be done any more.");
            forget(offer);
            matching.creditBack(offer);
        });
    }

    private void forget(OpenOffer offer) {
        offer.settle();
        offer.window().forget(offer.step());
        windows.closeIfUnused(offer.window());
    }
}
