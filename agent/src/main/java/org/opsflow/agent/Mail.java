package org.opsflow.agent;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.opsflow.proto.agent.v1.AgentFrame;
import org.opsflow.proto.agent.v1.MessageRead;
import org.opsflow.proto.agent.v1.RefusalCode;
import org.opsflow.proto.agent.v1.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages to and from other agents. Those to send are on disk before they are sent, and sent again until they are
 * answered; those that came are handled one after the other, and then said to be read. Belongs to the control thread, but
 * for {@link #send}.
 */
final class Mail {
    private static final Logger LOG = LoggerFactory.getLogger(Mail.class);
    /** Unanswered ones: more than the server takes in a minute and a half. */
    private static final int MOST_UNSENT = 1_000;

    private static final int MOST_REMEMBERED = 10_000;

    private final Core core;
    private final Link link;
    private final Outbox outbox;
    private final Map<String, CompletableFuture<Void>> senders = new HashMap<>();
    private final Map<String, AgentFrame> unsent = new LinkedHashMap<>();
    private final Queue<ReceivedMessage> toHandle = new ArrayDeque<>();
    private final Set<String> taken = new HashSet<>();
    /** What was handled lately: it comes again when nobody heard that it was read. */
    private final Set<String> handled = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    });

    Mail(Core core, Link link, Outbox outbox) {
        this.core = core;
        this.link = link;
        this.outbox = outbox;
    }

    /**
     * From any thread; completes on the control thread.
     *
     * @param under the attempt on whose step it is shown
     */
    CompletableFuture<Void> send(Message message, Optional<Lease> under) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        core.control().post(() -> store(message, under, sent));
        return sent.copy();
    }

    private void store(Message message, Optional<Lease> under, CompletableFuture<Void> sent) {
        if (outbox.messages().size() >= MOST_UNSENT) {
            sent.completeExceptionally(new MessageRefusedException(
                    MOST_UNSENT + " messages wait for the server already: send it again later.", ""));
            return;
        }
        String clientId = UUID.randomUUID().toString();
        AgentFrame.Builder frame = under.map(Lease::frame).orElseGet(AgentFrame::newBuilder);
        AgentFrame whole = frame.setMessage(message.onTheWire(clientId)).build();
        outbox.put(whole);
        senders.put(clientId, sent);
        unsent.put(clientId, whole);
    }

    /** At the end of a batch, when what was written is on the disk. */
    void flush() {
        unsent.values().forEach(link::send);
        unsent.clear();
    }

    /** Sends everything again that has no answer. */
    void greeted() {
        outbox.messages().forEach(frame -> unsent.put(frame.getMessage().getClientId(), frame));
    }

    void receipt(String clientId) {
        outbox.removeMessage(clientId);
        answered(clientId).ifPresent(sent -> sent.complete(null));
    }

    void refused(Refused refused) {
        String clientId = refused.getClientId();
        if (refused.getCode() == RefusalCode.REFUSAL_CODE_OVERLOADED) {
            core.later(Refusals.pause(refused), () -> outbox.message(clientId)
                    .ifPresent(frame -> unsent.put(clientId, frame)));
            return;
        }
        outbox.removeMessage(clientId);
        String words =
                refused.getField().isEmpty() ? refused.getMessage() : refused.getField() + ": " + refused.getMessage();
        core.tell(AgentEvent.Kind.WARNING, "message", "was refused: " + words);
        answered(clientId)
                .ifPresent(sent -> sent.completeExceptionally(new MessageRefusedException(words, refused.getField())));
    }

    private Optional<CompletableFuture<Void>> answered(String clientId) {
        return Optional.ofNullable(senders.remove(clientId));
    }

    void received(org.opsflow.proto.agent.v1.Message frame) {
        Optional<MessageHandler> handler = core.settings().messages();
        if (handler.isEmpty()) {
            LOG.debug("a message came and nobody handles messages here: {}", frame.getMessageId());
        } else if (handled.contains(frame.getMessageId())) {
            sayRead(frame.getMessageId());
        } else if (taken.add(frame.getMessageId())) {
            toHandle.add(ReceivedMessage.of(frame));
            if (toHandle.size() == 1) {
                handleNext(handler.get());
            }
        }
    }

    /** The first stays in the queue for as long as it is being handled. */
    private void handleNext(MessageHandler handler) {
        ReceivedMessage message = toHandle.element();
        core.threads().workers().execute(() -> {
            boolean read = isHandled(handler, message);
            core.control().post(() -> {
                toHandle.remove();
                taken.remove(message.id());
                if (read) {
                    handled.add(message.id());
                    sayRead(message.id());
                }
                if (!toHandle.isEmpty()) {
                    handleNext(handler);
                }
            });
        });
    }

    private boolean isHandled(MessageHandler handler, ReceivedMessage message) {
        try {
            handler.received(message);
            return true;
        } catch (Throwable e) { // an Error, too, must not keep the next messages waiting
            LOG.debug("the handler failed on message {}", message.id(), e);
            core.tell(AgentEvent.Kind.WARNING, "message", "of " + message.from() + " could not be handled: " + e);
            return false;
        }
    }

    /** When nobody listens now, the message comes again. */
    private void sayRead(String messageId) {
        link.send(AgentFrame.newBuilder()
                .setMessageRead(MessageRead.newBuilder().addMessageIds(messageId))
                .build());
    }
}
