package org.opsflow.persistence.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opsflow.domain.claim.Address;
import org.opsflow.domain.message.Delivery;
import org.opsflow.domain.message.Message;
import org.opsflow.domain.message.Messages;
import org.opsflow.persistence.shared.Padding;
import org.opsflow.persistence.shared.Sql;

/** Messages in SQL. Times of delivery are written and compared with the database's clock. */
@ApplicationScoped
public class SqlMessages implements Messages {
    private final Sql sql;
    private final MessageLists lists;

    @Inject
    public SqlMessages(Sql sql) {
        this.sql = sql;
        this.lists = new MessageLists(sql);
    }

    SqlMessages() {
        this(null);
    }

    @Override
    public Set<ClientId> known(Collection<ClientId> clientIds) {
        List<String> texts =
                Padding.of(clientIds.stream().map(ClientId::text).distinct().toList());
        return sql
                .queryIn(
                        "SELECT sender_id, client_id FROM message WHERE client_id IN (" + places(texts)
                                + ") AND sender_id IN (:ids)",
                        bind -> texts.forEach(bind::text),
                        clientIds.stream().map(ClientId::senderId).toList(),
                        row -> new ClientId(row.id("sender_id"), row.text("client_id")))
                .stream()
                .filter(clientIds::contains)
                .collect(Collectors.toSet());
    }

    private static String places(List<?> values) {
        return String.join(",", Collections.nCopies(values.size(), "?"));
    }

    @Override
    public Map<Name, UUID> agents(Collection<Name> names) {
        List<String> slugs =
                Padding.of(names.stream().map(Name::slug).distinct().toList());
        return sql
                .queryIn(
                        "SELECT id, workspace_id, slug FROM agent WHERE retired_at IS NULL AND slug IN ("
                                + places(slugs) + ") AND workspace_id IN (:ids)",
                        bind -> slugs.forEach(bind::text),
                        names.stream().map(Name::workspaceId).toList(),
                        row -> Map.entry(new Name(row.id("workspace_id"), row.text("slug")), row.id("id")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public List<UUID> agentsOf(UUID workspaceId, Address to) {
        boolean all = to.kind() == Address.Kind.EVERYONE;
        return sql.query(
                "SELECT a.id FROM agent a WHERE a.workspace_id = ? AND a.retired_at IS NULL"
                        + (all
                                ? ""
                                : " AND EXISTS (SELECT 1 FROM agent_session s WHERE s.agent_id = a.id AND " + has("?")
                                        + ")")
                        + " ORDER BY a.id",
                bind -> {
                    bind.id(workspaceId);
                    if (!all) {
                        bind.text(to.name());
                    }
                },
                row -> row.id("id"));
    }

    /** Sessions hold their capabilities space separated. */
    private static String has(String capability) {
        return "FIND_IN_SET(" + capability + ", REPLACE(s.capabilities, ' ', ',')) > 0";
    }

    @Override
    public Map<UUID, UUID> workspaces(Collection<UUID> messageIds) {
        return sql
                .queryIn(
                        "SELECT id, workspace_id FROM message WHERE id IN (:ids)",
                        messageIds,
                        row -> Map.entry(row.id("id"), row.id("workspace_id")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void insert(List<Message> messages) {
        sql.bulk(
                "INSERT INTO message (id, workspace_id, sender_id, client_id, to_kind, to_name, kind, text, metadata,"
                        + " in_reply_to, run_id, step_id, sent_at, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                messages,
                (bind, message) -> bind.id(message.id())
                        .id(message.workspaceId())
                        .id(message.senderId())
                        .text(message.clientId())
                        .text(message.to().kind().word())
                        .text(message.to().name())
                        .text(message.kind().word())
                        .text(message.text())
                        .text(MessageRows.metadata(message.metadata()))
                        .id(message.inReplyTo())
                        .id(message.runId())
                        .id(message.stepId())
                        .time(message.sentAt())
                        .time(message.expiresAt()));
    }

    @Override
    public void insertDeliveries(List<Delivery> deliveries) {
        sql.bulk(
                "INSERT IGNORE INTO message_delivery (id, workspace_id, message_id, agent_id, waiting, stored_at,"
                        + " expires_at) VALUES (?, ?, ?, ?, TRUE, ?, ?)",
                deliveries,
                (bind, delivery) -> bind.id(delivery.id())
                        .id(delivery.workspaceId())
                        .id(delivery.messageId())
                        .id(delivery.agentId())
                        .time(delivery.storedAt())
                        .time(delivery.expiresAt()));
    }

    @Override
    public List<Delivery> due(Collection<UUID> agentIds, int limit) {
        return sql.queryIn(
                "SELECT d.* FROM message_delivery d FORCE INDEX (message_delivery_waiting)"
                        + " LEFT JOIN agent_session s ON s.id = d.session_id"
                        + " WHERE d.waiting = TRUE AND d.agent_id IN (:ids) AND d.expires_at > UTC_TIMESTAMP(6)"
                        + " AND " + MessageRows.NOT_WITH_A_SESSION + " ORDER BY d.id LIMIT " + limit,
                agentIds,
                MessageRows::delivery);
    }

    @Override
    public List<Delivery> lockFree(Collection<UUID> deliveryIds) {
        return sql.queryIn(
                "SELECT * FROM message_delivery FORCE INDEX (PRIMARY) WHERE id IN (:ids) ORDER BY id"
                        + " FOR UPDATE SKIP LOCKED",
                deliveryIds,
                MessageRows::delivery);
    }

    @Override
    public Map<UUID, Message> find(Collection<UUID> messageIds) {
        return sql.queryIn("SELECT * FROM message WHERE id IN (:ids)", messageIds, MessageRows::message).stream()
                .collect(Collectors.toMap(Message::id, Function.identity()));
    }

    @Override
    public Map<UUID, String> slugs(Collection<UUID> agentIds) {
        return sql
                .queryIn(
                        "SELECT id, slug FROM agent WHERE id IN (:ids)",
                        agentIds,
                        row -> Map.entry(row.id("id"), row.text("slug")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void written(List<Written> deliveries) {
        sql.bulk(
                "UPDATE message_delivery SET session_id = ?, session_epoch = ?,"
                        + " delivered_at = COALESCE(delivered_at, UTC_TIMESTAMP(6)) WHERE id = ?",
                deliveries,
                (bind, written) ->
                        bind.id(written.sessionId()).number(written.epoch()).id(written.deliveryId()));
    }

    @Override
    public List<Delivery> lockWaiting(Collection<Pair> pairs) {
        Set<Pair> wanted = Set.copyOf(pairs);
        List<UUID> ids = sql
                .queryIn(
                        "SELECT d.id, d.message_id, d.agent_id FROM message_delivery d WHERE d.agent_id IN ("
                                + places(agents(wanted)) + ") AND d.message_id IN (:ids)",
                        bind -> agents(wanted).forEach(bind::id),
                        wanted.stream().map(Pair::messageId).toList(),
                        row -> Map.entry(new Pair(row.id("message_id"), row.id("agent_id")), row.id("id")))
                .stream()
                .filter(entry -> wanted.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        return sql
                .queryIn(
                        "SELECT * FROM message_delivery FORCE INDEX (PRIMARY) WHERE id IN (:ids) ORDER BY id FOR UPDATE",
                        ids,
                        MessageRows::delivery)
                .stream()
                .filter(Delivery::waiting)
                .toList();
    }

    private static List<UUID> agents(Set<Pair> pairs) {
        return Padding.of(pairs.stream().map(Pair::agentId).distinct().toList());
    }

    @Override
    public void read(Collection<UUID> deliveryIds) {
        sql.bulk(
                "UPDATE message_delivery SET waiting = FALSE, read_at = UTC_TIMESTAMP(6) WHERE id = ?",
                deliveryIds,
                (bind, id) -> bind.id(id));
    }

    @Override
    public List<Pair> missedBy(Collection<UUID> sessionIds, int limit) {
        return sql.queryIn(
                "SELECT m.id, s.agent_id FROM agent_session s JOIN message m ON m.workspace_id = s.workspace_id"
                        + " AND m.to_kind IN ('capability', 'everyone') AND m.expires_at > UTC_TIMESTAMP(6)"
                        + " AND m.sender_id <> s.agent_id AND (m.to_kind = 'everyone' OR " + has("m.to_name")
                        + ") LEFT JOIN message_delivery d ON d.message_id = m.id AND d.agent_id = s.agent_id"
                        + " WHERE s.id IN (:ids) AND d.id IS NULL ORDER BY m.id LIMIT " + limit,
                sessionIds,
                row -> new Pair(row.id("id"), row.id("agent_id")));
    }

    @Override
    public List<UUID> waitingAt(String node, int limit) {
        return sql.query(
                "SELECT DISTINCT d.agent_id FROM message_delivery d FORCE INDEX (message_delivery_waiting)"
                        + " JOIN agent_session here ON here.agent_id = d.agent_id AND here.connected AND here.node = ?"
                        + " LEFT JOIN agent_session s ON s.id = d.session_id"
                        + " WHERE d.waiting = TRUE AND d.expires_at > UTC_TIMESTAMP(6)"
                        + " AND " + MessageRows.NOT_WITH_A_SESSION + " LIMIT ?",
                bind -> bind.text(node).number(limit),
                row -> row.id("agent_id"));
    }

    @Override
    public void expire(int limit) {
        sql.update(
                "UPDATE message_delivery SET waiting = FALSE WHERE waiting = TRUE AND expires_at <= UTC_TIMESTAMP(6)"
                        + " LIMIT ?",
                bind -> bind.number(limit));
        sql.update(
                "UPDATE message SET client_id = NULL WHERE expires_at <= UTC_TIMESTAMP(6)"
                        + " AND expires_at > UTC_TIMESTAMP(6) - INTERVAL 1 DAY AND client_id IS NOT NULL LIMIT ?",
                bind -> bind.number(limit));
    }

    @Override
    public List<Seen> ofStep(UUID workspaceId, UUID stepId, Optional<UUID> before, int limit) {
        return lists.by("step_id", workspaceId, stepId, before, limit);
    }

    @Override
    public List<Seen> ofRun(UUID workspaceId, UUID runId, Optional<UUID> before, int limit) {
        return lists.by("run_id", workspaceId, runId, before, limit);
    }

    @Override
    public List<Seen> ofAgent(UUID workspaceId, UUID agentId, Optional<UUID> before, int limit) {
        return lists.ofAgent(workspaceId, agentId, before, limit);
    }

    @Override
    public boolean hasStep(UUID workspaceId, UUID stepId) {
        return has("step", workspaceId, stepId);
    }

    @Override
    public boolean hasRun(UUID workspaceId, UUID runId) {
        return has("run", workspaceId, runId);
    }

    private boolean has(String table, UUID workspaceId, UUID id) {
        return !sql.query(
                        "SELECT id FROM " + table + " WHERE workspace_id = ? AND id = ?",
                        bind -> bind.id(workspaceId).id(id),
                        row -> row.id("id"))
                .isEmpty();
    }
}
