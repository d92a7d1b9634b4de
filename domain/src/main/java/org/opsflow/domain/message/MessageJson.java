package org.opsflow.domain.message;

import static org.opsflow.domain.shared.JsonText.member;

import jakarta.json.stream.JsonGenerator;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.claim.Address;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.workflow.AgentFace;

/** Messages as docs/live.md shows them, in answers and changes. */
public final class MessageJson {
    /** Changes are small; who wants to read on asks for the message. */
    private static final int PREVIEW = 1_000;

    private MessageJson() {}

    /** The members of one in a list, without the braces. */
    public static void members(JsonGenerator json, Messages.Seen seen) {
        Message message = seen.message();
        json.write("id", PublicId.MESSAGE.of(message.id()));
        face(json, seen.sender());
        to(json, message.to());
        json.write("kind", message.kind().word()).write("text", message.text());
        json.writeStartObject("metadata");
        message.metadata().forEach(json::write);
        json.writeEnd();
        id(json, "in_reply_to", PublicId.MESSAGE, message.inReplyTo());
        id(json, "workflow_run_id", PublicId.RUN, message.runId());
        id(json, "workflow_run_step_id", PublicId.STEP, message.stepId());
        json.write("sent_at", message.sentAt().toString())
                .write("expires_at", message.expiresAt().toString());
        tally(json, seen.tally());
    }

    private static void face(JsonGenerator json, Messages.Face face) {
        json.writeStartObject("from")
                .write("id", face.slug())
                .write("name", face.name())
                .write("emoji", face.emoji())
                .write("color", face.color())
                .writeEnd();
    }

    private static void to(JsonGenerator json, Address to) {
        json.writeStartObject("to").write("type", to.kind().word());
        member(json, "id", to.name().isEmpty() ? null : to.name());
        json.writeEnd();
    }

    private static void tally(JsonGenerator json, Messages.Tally tally) {
        json.write("recipients", tally.recipients())
                .write("delivered", tally.delivered())
                .write("read", tally.read())
                .write("waiting", tally.waiting());
        member(json, "delivered_at", tally.deliveredAt().orElse(null));
        member(json, "read_at", tally.readAt().orElse(null));
    }

    private static void id(JsonGenerator json, String name, PublicId kind, Optional<UUID> id) {
        member(json, name, id.map(kind::of).orElse(null));
    }

    /** The change that tells of a new one. */
    static String sent(Message message, AgentFace from, int recipients) {
        String text = message.text();
        boolean cut = text.length() > PREVIEW;
        return JsonText.object(json -> {
            json.write("message_id", PublicId.MESSAGE.of(message.id()));
            from.write(json, "from");
            to(json, message.to());
            json.write("kind", message.kind().word())
                    .write("text", cut ? text.substring(0, PREVIEW) : text)
                    .write("text_truncated", cut);
            id(json, "in_reply_to", PublicId.MESSAGE, message.inReplyTo());
            id(json, "execution_id", PublicId.RUN, message.runId());
            id(json, "step_id", PublicId.STEP, message.stepId());
            json.write("recipients", recipients)
                    .write("sent_at", message.sentAt().toString());
        });
    }

    /** The change that tells that one agent got it or has read it. */
    static String reached(Message message, String agent, Instant at) {
        return JsonText.object(json -> {
            json.write("message_id", PublicId.MESSAGE.of(message.id())).write("agent_id", agent);
            id(json, "execution_id", PublicId.RUN, message.runId());
            id(json, "step_id", PublicId.STEP, message.stepId());
            json.write("at", at.toString());
        });
    }
}
