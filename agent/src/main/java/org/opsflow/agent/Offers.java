package org.opsflow.agent;

import java.time.Duration;
import java.util.function.IntSupplier;
import org.opsflow.proto.agent.v1.Accept;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.Credits;
import org.opsflow.proto.agent.v1.Decline;
import org.opsflow.proto.agent.v1.DeclineReason;
import org.opsflow.proto.agent.v1.Offer;

/** Asks for as much work as there is room for, and takes what the handler can do. Belongs to the control thread. */
final class Offers {
    private static final Duration CREDIT_PAUSE = Duration.ofMillis(500);

    private final Core core;
    private final Link link;
    private final IntSupplier attempts;
    private final Slots slots;
    private boolean closing;

    /** @param attempts how many take a slot now */
    Offers(Core core, Link link, IntSupplier attempts) {
        this.core = core;
        this.link = link;
        this.attempts = attempts;
        this.slots = new Slots(core.settings().identity().maxConcurrent());
    }

    void newSession() {
        slots.newSession();
    }

    void offered(Offer offer) {
        if (closing) {
            decline(offer, DeclineReason.DECLINE_REASON_SHUTTING_DOWN);
        } else if (!accepts(offer)) {
            decline(offer, DeclineReason.DECLINE_REASON_INCAPABLE);
        } else if (!slots.hasRoom(attempts.getAsInt())) {
            decline(offer, DeclineReason.DECLINE_REASON_BUSY);
        } else {
            slots.accept(offer.getOfferId());
            accept(offer.getOfferId());
        }
    }

    void granted(String offerId) {
        slots.granted(offerId);
    }

    void gone(String offerId) {
        slots.refused(offerId);
    }

    /** The server had no time for our Accept: once more, if the offer is still ours to take. */
    void acceptAgain(String offerId, Duration pause) {
        core.later(pause, () -> {
            if (slots.isAccepting(offerId)) {
                accept(offerId);
            }
        });
    }

    void creditsRefused() {
        slots.creditsRefused();
        core.later(CREDIT_PAUSE, this::topUp);
    }

    /** Asks for work where there is room. */
    void topUp() {
        int due = closing || !link.isGreeted() ? 0 : slots.due(attempts.getAsInt());
        if (due > 0) {
            link.send(AgentFrame.newBuilder()
                    .setCredits(Credits.newBuilder().setAmount(due))
                    .build());
        }
    }

    /** Takes nothing new from now on. */
    void close() {
        closing = true;
    }

    private boolean accepts(Offer offer) {
        try {
            return core.settings()
                    .handler()
                    .accepts(new OfferedStep(
                            offer.getRunId(), offer.getStepKey(), offer.getStepName(), StepType.of(offer.getType())));
        } catch (RuntimeException e) {
            core.tell(AgentEvent.Kind.WARNING, offer.getStepName(), "the handler could not judge the offer: " + e);
            return false;
        }
    }

    private void accept(String offerId) {
        link.send(AgentFrame.newBuilder()
                .setAccept(Accept.newBuilder().setOfferId(offerId))
                .build());
    }

    private void decline(Offer offer, DeclineReason reason) {
        link.send(AgentFrame.newBuilder()
                .setDecline(Decline.newBuilder().setOfferId(offer.getOfferId()).setReason(reason))
                .build());
    }
}
