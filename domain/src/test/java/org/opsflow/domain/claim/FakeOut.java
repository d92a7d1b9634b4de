package org.opsflow.domain.claim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps what an agent would have been told. */
final class FakeOut implements SessionOut {
    record Offered(UUID id, Offering offering) {
        UUID step() {
            return offering.stepId();
        }
    }

    final List<Offered> offers = new ArrayList<>();
    final List<Refusal> refusals = new ArrayList<>();
    final List<String> said = new ArrayList<>();
    boolean room = true;
    Runnable onWelcome = () -> {};

    @Override
    public boolean hasRoom() {
        return room;
    }

    @Override
    public void welcome(Welcome welcome) {
        said.add("welcome");
        onWelcome.run();
    }

    @Override
    public void offer(UUID offerId, Offering offering) {
        offers.add(new Offered(offerId, offering));
        said.add("offer");
    }

    @Override
    public void granted(Grant grant, Optional<UUID> offerId) {
        said.add("granted");
    }

    @Override
    public void receipt(UUID attemptId, long fence, long number) {
        said.add("receipt " + number);
    }

    @Override
    public void revoked(UUID attemptId, long fence, RefusalCode code, String message) {
        said.add("revoked " + code);
    }

    @Override
    public void refused(Refusal refusal) {
        refusals.add(refusal);
        said.add("refused " + refusal.why().code());
    }

    @Override
    public void drain(Duration reconnectAfter, String message) {
        said.add("drain");
    }

    @Override
    public void message(AgentMessage message) {
        said.add("message " + message.text());
    }

    @Override
    public void messageReceipt(String clientId) {
        said.add("receipt " + clientId);
    }

    @Override
    public void messageRefused(String clientId, Outcome.Refused why, int retryAfterMillis) {
        said.add("refused " + clientId + " " + why.code());
    }

    @Override
    public boolean control(Control control) {
        if (room) {
            said.add(control.kind().word());
        }
        return room;
    }

    @Override
    public void end(End why, String message) {
        said.add("end " + why);
    }
}
