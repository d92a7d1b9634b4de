package org.opsflow.agent;

import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.opsflow.proto.agent.v1.Accept;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.Credits;
import org.opsflow.proto.agent.v1.Decline;
import org.opsflow.proto.agent.v1.DeclineReason;
import org.opsflow.proto.agent.v1.Granted;
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

    /** Begins a session: with standing credits the server keeps every slot full from now on. */
    void begin() {
        if (core.settings().standingCredits() && !closing) {
            stand(core.settings().identity().maxConcurrent());
        }
        topUp();
    }

    private void stand(int slots) {
        link.send(AgentFrame.newBuilder()
                .setCredits(Credits.newBuilder().setStanding(slots))
                .build());
    }

    /** Asks for work where there is room. */
    void topUp() {
        if (core.settings().standingCredits()) {
            return;
        }
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
        if (core.settings().standingCredits() && link.isGreeted()) {
            stand(0);
        }
    }

    /** Whether to begin what a standing credit brought; else it has been given back. */
    boolean takes(Lease lease, Granted granted) {
        if (!core.settings().standingCredits()) {
            // Granted anew after a broken stream: it was accepted before.
            return true;
        }
        Optional<DeclineReason> why = Optional.empty();
        if (closing) {
            why = Optional.of(DeclineReason.DECLINE_REASON_SHUTTING_DOWN);
        } else if (!accepts(granted)) {
            why = Optional.of(DeclineReason.DECLINE_REASON_INCAPABLE);
        } else if (!slots.hasRoom(attempts.getAsInt())) {
            why = Optional.of(DeclineReason.DECLINE_REASON_BUSY);
        }
        why.ifPresent(reason -> link.send(AgentFrame.newBuilder()
                .setAttemptId(lease.attemptId())
                .setFence(lease.fence())
                .setDecline(Decline.newBuilder().setReason(reason))
                .build()));
        return why.isEmpty();
    }

    private boolean accepts(Granted granted) {
        return accepts(new OfferedStep(
                granted.getRunId(), granted.getStepKey(), granted.getStepName(), StepType.of(granted.getType())));
    }

    private boolean accepts(Offer offer) {
        return accepts(new OfferedStep(
                offer.getRunId(), offer.getStepKey(), offer.getStepName(), StepType.of(offer.getType())));
    }

    private boolean accepts(OfferedStep step) {
        try {
            return core.settings().handler().accepts(step);
        } catch (RuntimeException e) {
            core.tell(AgentEvent.Kind.WARNING, step.name(), "the handler could not judge the offer: " + e);
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
