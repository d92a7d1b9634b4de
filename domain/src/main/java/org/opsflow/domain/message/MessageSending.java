package org.opsflow.domain.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opsflow.domain.change.Change;
import org.opsflow.domain.change.ChangeRecorder;
import org.opsflow.domain.claim.Attempts;
import org.opsflow.domain.claim.Outcome.Refused;
import org.opsflow.domain.shared.Ids;

/**
 * Stores messages in batches: one call, one transaction. A message of a client id that is known has no further effect;
 * one that cannot be stored is an outcome, never an exception.
 */
@ApplicationScoped
public class MessageSending {
    /** How long a message waits to be read, and how long its client id is remembered. */
    static final Duration KEPT = Duration.ofHours(24);

    private final Messages messages;
    private final Attempts attempts;
    private final ChangeRecorder changes;
    private final Ids ids;
    private final Event<MessagesStored> stored;

    @Inject
    public MessageSending(
            Messages messages, Attempts attempts, ChangeRecorder changes, Ids ids, Event<MessagesStored> stored) {
        this.messages = messages;
        this.attempts = attempts;
        this.changes = changes;
        this.ids = ids;
        this.stored = stored;
    }

    MessageSending() {
        this(null, null, null, null, null);
    }

    /** For each letter why it was refused, if it was. */
    @Transactional
    public List<Optional<Refused>> store(List<Letter> letters) {
        Sorting sorting = Sorting.of(letters, messages, attempts);
        List<Optional<Refused>> refusals = new ArrayList<>(letters.size());
        List<Message> fresh = new ArrayList<>();
        List<Delivery> deliveries = new ArrayList<>();
        List<Change> told = new ArrayList<>();
        for (Letter letter : letters) {
            Optional<Refused> refused = sorting.refusal(letter);
            refusals.add(refused);
            if (refused.isEmpty() && sorting.isFresh(letter)) {
                Message message = sorting.message(ids.next(), letter, changes.now());
                List<UUID> recipients = sorting.recipients(letter);
                fresh.add(message);
                recipients.forEach(
                        agent -> deliveries.add(Delivery.fresh(ids.next(), message, agent, message.sentAt())));
                told.add(new Change(
                        message.workspaceId(),
                        "worker.message.sent",
                        MessageJson.sent(message, letter.from().agent(), recipients.size())));
            }
        }
        if (!fresh.isEmpty()) {
            messages.insert(fresh);
            messages.insertDeliveries(deliveries);
            stored.fire(new MessagesStored(
                    deliveries.stream().map(Delivery::agentId).collect(Collectors.toUnmodifiableSet())));
            changes.record(told);
        }
        return refusals;
    }
}
