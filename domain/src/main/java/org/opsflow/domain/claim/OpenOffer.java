package org.opsflow.domain.claim;

import java.util.UUID;

/**
 * A proposal that waits for Accept, or whose claim is on its way.
 *
 * @param deadline until when it waits, by the process clock
 * @param atOnce whether it is claimed by a standing credit, without having been offered
 */
record OpenOffer(UUID id, ReadyStep step, Seat seat, Window window, long deadline, boolean atOnce) {
    OpenOffer until(long later) {
        return new OpenOffer(id, step, seat, window, later, atOnce);
    }

    /** It is no longer between the two. */
    void settle() {
        if (atOnce) {
            seat.claiming--;
        } else {
            seat.offers--;
        }
    }

    void refuse(String message) {
        seat.out.refused(SessionOut.Refusal.ofOffer(id, Outcome.Refused.offerGone(message)));
    }
}
