package org.opsflow.grpc.claim;

import static org.opsflow.grpc.claim.FrameReader.check;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.opsflow.domain.claim.Address;
import org.opsflow.domain.claim.AgentMessage;
import org.opsflow.domain.claim.MessageDraft;
import org.opsflow.domain.claim.MessageKind;
import org.opsflow.domain.claim.SessionOut;
import org.opsflow.domain.shared.Problem;
import org.opsflow.domain.shared.PublicId;
import org.opsflow.domain.shared.Slug;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.Message;

/** Messages between agents as frames; what does not keep to the contract is a {@link Problem} that names the field. */
final class MessageFrames {
    static final int MAX_TEXT = 16 << 10;
    private static final int MAX_ENTRIES = 32;
    private static final int MAX_VALUE = 1_024;
    private static final int MAX_READ = 256;
    static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern KEY = Pattern.compile("[a-z0-9._-]{1,64}");

    private MessageFrames() {}

    static MessageDraft draft(AgentFrame frame) {
        Message message = frame.getMessage();
        check(CLIENT_ID.matcher(message.getClientId()).matches(), "message.client_id", "must be [A-Za-z0-9._-]{1,64}");
        setByTheServer(message);
        String text = message.getText();
        check(!text.isBlank(), "message.text", "must say something");
        if (text.length() > MAX_TEXT || text.getBytes(StandardCharsets.UTF_8).length > MAX_TEXT) {
            throw new FrameReader.TooLarge("message.text", MAX_TEXT, "store it as an artifact and send its id.");
        }
        return new MessageDraft(
                message.getClientId(),
                to(message),
                kind(message),
                text,
                metadata(message.getMetadataMap()),
                inReplyTo(message.getInReplyTo()),
                under(frame));
    }

    private static void setByTheServer(Message message) {
        check(message.getMessageId().isEmpty(), "message.message_id", "is set by the server: leave it out");
        check(message.getFromAgent().isEmpty(), "message.from_agent", "is set by the server: leave it out");
        check(message.getSentAtMs() == 0, "message.sent_at_ms", "is set by the server: leave it out");
        check(
                message.getRunId().isEmpty(),
                "message.run_id",
                "is set by the server: name the attempt in the envelope instead");
        check(
                message.getStepId().isEmpty(),
                "message.step_id",
                "is set by the server: name the attempt in the envelope instead");
    }

    private static Address to(Message message) {
        return switch (message.getToCase()) {
            case AGENT -> {
                check(Slug.isOne(message.getAgent()), "message.agent", "must be an agent's id, its slug");
                yield new Address(Address.Kind.AGENT, message.getAgent());
            }
            case CAPABILITY -> {
                check(
                        FrameReader.CAPABILITY.matcher(message.getCapability()).matches(),
                        "message.capability",
                        "must be [a-z0-9:._-]{1,64}");
                yield new Address(Address.Kind.CAPABILITY, message.getCapability());
            }
            case EVERYONE -> {
                check(message.getEveryone(), "message.everyone", "must be true where it is given");
                yield new Address(Address.Kind.EVERYONE, "");
            }
            case TO_NOT_SET -> throw Problem.invalid("message.to", "must be an agent, a capability or everyone");
        };
    }

    private static MessageKind kind(Message message) {
        return switch (message.getKind()) {
            case MESSAGE_KIND_HANDOFF -> MessageKind.HANDOFF;
            case MESSAGE_KIND_QUESTION -> MessageKind.QUESTION;
            case MESSAGE_KIND_REVIEW_REQUEST -> MessageKind.REVIEW_REQUEST;
            case MESSAGE_KIND_CONTEXT_SHARE -> MessageKind.CONTEXT_SHARE;
            case MESSAGE_KIND_NOTE -> MessageKind.NOTE;
            default ->
                throw Problem.invalid(
                        "message.kind", "must be HANDOFF, QUESTION, REVIEW_REQUEST, CONTEXT_SHARE or NOTE");
        };
    }

    private static Map<String, String> metadata(Map<String, String> entries) {
        check(entries.size() <= MAX_ENTRIES, "message.metadata", "must have at most 32 entries");
        entries.forEach((key, value) -> {
            check(KEY.matcher(key).matches(), "message.metadata", "must have keys of [a-z0-9._-]{1,64}");
            check(value.length() <= MAX_VALUE, "message.metadata." + key, "must be at most 1024 characters");
        });
        return Map.copyOf(entries);
    }

    private static Optional<UUID> inReplyTo(String text) {
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(PublicId.MESSAGE
                        .parse(text)
                        .orElseThrow(() -> Problem.invalid("message.in_reply_to", "must be a message's id, msg_…")));
    }

    private static Optional<SessionOut.Held> under(AgentFrame frame) {
        return frame.getAttemptId().isEmpty()
                ? Optional.empty()
                : Optional.of(new SessionOut.Held(Conversation.attempt(frame), frame.getFence()));
    }

    static List<UUID> read(List<String> ids) {
        check(!ids.isEmpty() && ids.size() <= MAX_READ, "message_read.message_ids", "must be 1 to 256");
        return ids.stream()
                .map(id -> PublicId.MESSAGE
                        .parse(id)
                        .orElseThrow(() ->
                                Problem.invalid("message_read.message_ids", "must name messages by their ids, msg_…")))
                .toList();
    }

    /** By which a message can be refused; empty when the frame is none, or its id is not one. */
    static String clientId(AgentFrame frame) {
        String id = frame.getMessage().getClientId();
        return CLIENT_ID.matcher(id).matches() ? id : "";
    }

    static Message message(AgentMessage message) {
        Message.Builder frame = Message.newBuilder()
                .setKind(org.opsflow.proto.agent.v1.MessageKind.valueOf(
                        "MESSAGE_KIND_" + message.kind().name()))
                .setText(message.text())
                .putAllMetadata(message.metadata())
                .setInReplyTo(message.inReplyTo().map(PublicId.MESSAGE::of).orElse(""))
                .setMessageId(PublicId.MESSAGE.of(message.id()))
                .setFromAgent(message.from())
                .setSentAtMs(message.sentAt().toEpochMilli())
                .setRunId(message.runId().map(PublicId.RUN::of).orElse(""))
                .setStepId(message.stepId().map(PublicId.STEP::of).orElse(""));
        switch (message.to().kind()) {
            case AGENT -> frame.setAgent(message.to().name());
            case CAPABILITY -> frame.setCapability(message.to().name());
            case EVERYONE -> frame.setEveryone(true);
        }
        return frame.build();
    }
}
