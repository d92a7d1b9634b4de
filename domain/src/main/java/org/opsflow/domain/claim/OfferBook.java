package org.opsflow.domain.claim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.opsflow.domain.shared.Ids;

/**
 * Offers that wait for Accept, in the order of their deadlines, and those being claimed. Guarded by the {@link Dispatcher}'s
 * lock.
 */
final class OfferBook {
    private final Ids ids;
    private final long offerNanos;
    private final LongSupplier nanoTime;
    private final Map<UUID, OpenOffer> offered = new LinkedHashMap<>();
    private final Map<UUID, OpenOffer> claiming = new HashMap<>();

    OfferBook(Ids ids, long offerNanos, LongSupplier nanoTime) {
        this.ids = ids;
        this.offerNanos = offerNanos;
        this.nanoTime = nanoTime;
    }

    long now() {
        return nanoTime.getAsLong();
    }

    /** When an offer made now is over. */
    long deadline() {
        return now() + offerNanos;
    }

    OpenOffer offer(Seat seat, Window window, ReadyStep step) {
        OpenOffer offer = new OpenOffer(ids.next(), step, seat, window, deadline(), false);
        offered.put(offer.id(), offer);
        return offer;
    }

    OpenOffer claimAtOnce(Seat seat, Window window, ReadyStep step) {
        OpenOffer offer = new OpenOffer(ids.next(), step, seat, window, deadline(), true);
        claiming.put(offer.id(), offer);
        return offer;
    }

    /** The offer, which is open no more, if the seat has it. */
    Optional<OpenOffer> take(Seat seat, UUID offerId) {
        OpenOffer offer = offered.get(offerId);
        if (offer == null || offer.seat() != seat) {
            return Optional.empty();
        }
        offered.remove(offerId);
        return Optional.of(offer);
    }

    /** Those open offers, which are open no more. */
    List<OpenOffer> takeAll(Predicate<OpenOffer> which) {
        List<OpenOffer> taken = offered.values().stream().filter(which).toList();
        taken.forEach(offer -> offered.remove(offer.id()));
        return taken;
    }

    List<OpenOffer> takeExpired() {
        long now = now();
        List<OpenOffer> expired = new ArrayList<>();
        for (Iterator<OpenOffer> open = offered.values().iterator(); open.hasNext(); ) {
            OpenOffer offer = open.next();
            if (offer.deadline() - now > 0) {
                break;
            }
            open.remove();
            expired.add(offer);
        }
        return expired;
    }

    void claiming(OpenOffer offer) {
        claiming.put(offer.id(), offer);
    }

    /** What was being claimed. */
    Optional<OpenOffer> takeClaim(UUID offerId) {
        return Optional.ofNullable(claiming.remove(offerId));
    }

    /** It is open as before, for its whole time. */
    void reopen(OpenOffer offer) {
        offered.put(offer.id(), offer.until(deadline()));
    }
}
