package org.opsflow.grpc.claim;

import static org.opsflow.grpc.claim.FrameReader.check;

import java.nio.charset.StandardCharsets;
import org.opsflow.domain.claim.AgentErrorDraft;
import org.opsflow.proto.agent.v1.AgentError;
import org.opsflow.proto.agent.v1.AgentFrame;

/** What agents say is wrong with them; what does not keep to the contract is a problem that names the field. */
final class AgentErrorReader {
    private AgentErrorReader() {}

    static AgentErrorDraft draft(AgentFrame frame) {
        AgentError error = frame.getAgentError();
        check(
                MessageFrames.CLIENT_ID.matcher(error.getClientId()).matches(),
                "agent_error.client_id",
                "must be [A-Za-z0-9._-]{1,64}");
        check(
                frame.getAttemptId().isEmpty(),
                "attempt_id",
                "must be empty: an error of the agent speaks of no attempt, report Failed for one");
        check(FrameReader.REASON.matcher(error.getCode()).matches(), "agent_error.code", "must be [a-z0-9_.-]{1,64}");
        String message = error.getMessage();
        check(!message.isBlank(), "agent_error.message", "must say what is wrong");
        if (message.length() > FrameReader.MAX_TEXT
                || message.getBytes(StandardCharsets.UTF_8).length > FrameReader.MAX_TEXT) {
            throw new FrameReader.TooLarge("agent_error.message", FrameReader.MAX_TEXT, "say it in fewer words.");
        }
        return new AgentErrorDraft(error.getClientId(), error.getCode(), message);
    }

    /** By which it can be refused; empty when it is no id. */
    static String clientId(AgentFrame frame) {
        String id = frame.getAgentError().getClientId();
        return MessageFrames.CLIENT_ID.matcher(id).matches() ? id : "";
    }
}
