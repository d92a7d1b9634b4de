package org.opsflow.domain.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opsflow.domain.change.Change;
import org.opsflow.domain.change.ChangeRecorder;
import org.opsflow.domain.claim.AgentMessage;
import org.opsflow.domain.claim.Correspondent;
import org.opsflow.domain.shared.Ids;

/** Decides which session brings which message, and stores that it did; each call one short transaction. */
@ApplicationScoped
public class MessageDelivery {
    static final int AT_ONCE = 256;
    /** To one session: what it does not read must not pile up. */
    private static final int TO_ONE = 16;

    private static final int MISSED_AT_ONCE = 10_000;
    private static final int EXPIRED_AT_ONCE = 5_000;

    private final Messages messages;
    private final ChangeRecorder changes;
    private final Ids ids;

    @Inject
    public MessageDelivery(Messages messages, ChangeRecorder changes, Ids ids) {
        this.messages = messages;
        this.changes = changes;
        this.ids = ids;
    }

    MessageDelivery() {
        this(null, null, null);
    }

    /** A message to be written to a session. */
    record Push(Correspondent to, AgentMessage message) {}

    /**
     * What a round came to.
     *
     * @param more agents for which something may be left
     */
    record Round(List<Push> pushes, Set<UUID> more) {}

    /**
     * Gives what waits to the sessions, the oldest first; nothing that another node is giving away, or that is with a
     * session that is connected.
     */
    @Transactional
    public Round assign(Map<UUID, List<Correspondent>> sessionsByAgent) {
        List<Delivery> due = messages.due(sessionsByAgent.keySet(), AT_ONCE);
        if (due.isEmpty()) {
            return new Round(List.of(), Set.of());
        }
        Map<UUID, Delivery> free = byId(messages.lockFree(ids(due, Delivery::id)), Delivery::id);
        Map<UUID, Message> found = messages.find(ids(due, Delivery::messageId));
        Map<UUID, String> senders = messages.slugs(ids(found.values(), Message::senderId));
        Map<Correspondent, Integer> load = new HashMap<>();
        List<Push> pushes = new ArrayList<>();
        List<Messages.Written> written = new ArrayList<>();
        List<Change> told = new ArrayList<>();
        for (Delivery delivery : due) {
            Message message = found.get(delivery.messageId());
            Delivery now = free.get(delivery.id());
            if (now == null || !now.isAsBefore(delivery) || message == null) {
                continue;
            }
            Correspondent session = fittest(sessionsByAgent.get(delivery.agentId()), message, load);
            if (load.merge(session, 1, Integer::sum) > TO_ONE) {
                continue;
            }
            pushes.add(new Push(session, message.asSeenByAgents(senders.get(message.senderId()))));
            written.add(new Messages.Written(delivery.id(), session.sessionId(), session.epoch()));
            if (delivery.deliveredAt().isEmpty()) {
                told.add(reached(
                        "worker.message.delivered", message, session.agent().slug(), changes.now()));
            }
        }
        messages.written(written);
        changes.record(told);
        boolean leftOver = due.size() == AT_ONCE || pushes.size() < due.size();
        return new Round(pushes, leftOver ? ids(due, Delivery::agentId) : Set.of());
    }

    /** One that has the capability, and of those the one with the least to read. */
    private static Correspondent fittest(
            List<Correspondent> sessions, Message message, Map<Correspondent, Integer> load) {
        return sessions.stream()
                .min(Comparator.<Correspondent, Boolean>comparing(session ->
                                !session.capabilities().contains(message.to().name()))
                        .thenComparing(session -> load.getOrDefault(session, 0)))
                .orElseThrow();
    }

    /** The agents have dealt with the messages. Those of others, and those read before, are passed over. */
    @Transactional
    public void read(Collection<Messages.Pair> pairs, Map<UUID, String> slugs) {
        List<Delivery> waiting = messages.lockWaiting(pairs);
        if (waiting.isEmpty()) {
            return;
        }
        Map<UUID, Message> found = messages.find(ids(waiting, Delivery::messageId));
        messages.read(ids(waiting, Delivery::id));
        changes.record(waiting.stream()
                .map(delivery -> reached(
                        "worker.message.read",
                        found.get(delivery.messageId()),
                        slugs.get(delivery.agentId()),
                        changes.now()))
                .toList());
    }

    private static Change reached(String type, Message message, String agent, Instant at) {
        return new Change(message.workspaceId(), type, MessageJson.reached(message, agent, at));
    }

    /** Gives agents that just came what was for their capabilities or for everyone before. */
    @Transactional
    public void catchUp(Collection<Correspondent> newcomers) {
        List<Messages.Pair> missed = messages.missedBy(ids(newcomers, Correspondent::sessionId), MISSED_AT_ONCE);
        if (missed.isEmpty()) {
            return;
        }
        Map<UUID, Message> found = messages.find(ids(missed, Messages.Pair::messageId));
        messages.insertDeliveries(missed.stream()
                .map(pair -> Delivery.fresh(ids.next(), found.get(pair.messageId()), pair.agentId(), changes.now()))
                .toList());
    }

    /** Agents of this node for which another node stored something, or let go of it. */
    @Transactional
    public List<UUID> waitingAt(String node) {
        return messages.waitingAt(node, AT_ONCE);
    }

    @Transactional
    public void expire() {
        messages.expire(EXPIRED_AT_ONCE);
    }

    private static <T> Set<UUID> ids(Collection<T> things, Function<T, UUID> id) {
        return things.stream().map(id).collect(Collectors.toSet());
    }

    private static <T> Map<UUID, T> byId(Collection<T> things, Function<T, UUID> id) {
        return things.stream().collect(Collectors.toMap(id, Function.identity()));
    }
}
