package org.opsflow.agent;

import java.util.Optional;
import java.util.UUID;
import org.opsflow.proto.agent.v1.AgentError;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.RefusalCode;
import org.opsflow.proto.agent.v1.Refused;

/**
 * What is wrong with the agent itself: only the last counts, and it is sent again until it is answered. In memory, as it
 * is over when another process says Hello. Belongs to the control thread, but for {@link #say}.
 */
final class Troubles {
    private final Core core;
    private final Link link;
    private Optional<AgentFrame> unanswered = Optional.empty();

    Troubles(Core core, Link link) {
        this.core = core;
        this.link = link;
    }

    /** From any thread. */
    void say(String code, String message) {
        if (!code.matches("[a-z0-9_.-]{1,64}")) {
            throw new IllegalArgumentException("code \"" + code + "\" is not of [a-z0-9_.-]{1,64}");
        }
        if (message.isBlank()) {
            throw new IllegalArgumentException("message is blank: say what is wrong");
        }
        AgentFrame frame = AgentFrame.newBuilder()
                .setAgentError(AgentError.newBuilder()
                        .setClientId(UUID.randomUUID().toString())
                        .setCode(code)
                        .setMessage(Limits.clip(message, Limits.TEXT_BYTES)))
                .build();
        core.control().post(() -> {
            unanswered = Optional.of(frame);
            link.send(frame);
        });
    }

    /**
     * Says it anew, if it has no answer. Hello has ended whatever the server knew: under the same client id, one that was
     * stored would get its receipt and stay over.
     */
    void greeted() {
        unanswered = unanswered.map(Troubles::anew);
        sendAgain();
    }

    private static AgentFrame anew(AgentFrame frame) {
        AgentFrame.Builder anew = frame.toBuilder();
        anew.getAgentErrorBuilder().setClientId(UUID.randomUUID().toString());
        return anew.build();
    }

    private void sendAgain() {
        unanswered.ifPresent(link::send);
    }

    /** False when it was nothing that was said here. */
    boolean receipt(String clientId) {
        boolean mine = isMine(clientId);
        if (mine) {
            unanswered = Optional.empty();
        }
        return mine;
    }

    /** False when it was nothing that was said here. */
    boolean refused(Refused refused) {
        if (!isMine(refused.getClientId())) {
            return false;
        }
        if (refused.getCode() == RefusalCode.REFUSAL_CODE_OVERLOADED) {
            core.later(Refusals.pause(refused), this::sendAgain);
        } else {
            unanswered = Optional.empty();
            core.tell(AgentEvent.Kind.WARNING, "error", "of the agent was refused: " + refused.getMessage());
        }
        return true;
    }

    /** The server is of yesterday, and does not know how to take it. */
    void unknown() {
        unanswered = Optional.empty();
    }

    private boolean isMine(String clientId) {
        return unanswered
                .map(frame -> frame.getAgentError().getClientId())
                .filter(clientId::equals)
                .isPresent();
    }
}
