package org.opsflow.persistence.message;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.message.Message;
import org.opsflow.domain.message.Messages.Face;
import org.opsflow.domain.message.Messages.Seen;
import org.opsflow.domain.message.Messages.Tally;
import org.opsflow.persistence.shared.Binder;
import org.opsflow.persistence.shared.Row;
import org.opsflow.persistence.shared.Sql;

/** Messages as people list them: two statements for however many. */
final class MessageLists {
    private static final String MESSAGES =
            "SELECT m.*, a.slug, a.name, a.emoji, a.color FROM message m JOIN agent a ON a.id = m.sender_id";

    private static final Tally NOBODY = new Tally(0, 0, 0, 0, Optional.empty(), Optional.empty());

    private final Sql sql;

    MessageLists(Sql sql) {
        this.sql = sql;
    }

    /** @param column run_id or step_id */
    List<Seen> by(String column, UUID workspaceId, UUID id, Optional<UUID> before, int limit) {
        return withTallies(sql.query(
                MESSAGES + " WHERE m.workspace_id = ? AND m." + column + " = ?" + before(before, "m.id")
                        + " ORDER BY m.id DESC LIMIT ?",
                bind -> {
                    bind.id(workspaceId).id(id);
                    before.ifPresent(bind::id);
                    bind.number(limit);
                },
                MessageLists::found));
    }

    List<Seen> ofAgent(UUID workspaceId, UUID agentId, Optional<UUID> before, int limit) {
        return withTallies(sql.query(
                MESSAGES + " JOIN ((SELECT message_id AS id FROM message_delivery WHERE agent_id = ?"
                        + before(before, "message_id") + " ORDER BY message_id DESC LIMIT ?)"
                        + " UNION (SELECT id FROM message WHERE sender_id = ?" + before(before, "id")
                        + " ORDER BY id DESC LIMIT ?)) theirs ON theirs.id = m.id"
                        + " WHERE m.workspace_id = ? ORDER BY m.id DESC LIMIT ?",
                bind -> {
                    half(bind, agentId, before, limit);
                    half(bind, agentId, before, limit);
                    bind.id(workspaceId).number(limit);
                },
                MessageLists::found));
    }

    private static void half(Binder bind, UUID agentId, Optional<UUID> before, int limit) {
        bind.id(agentId);
        before.ifPresent(bind::id);
        bind.number(limit);
    }

    private static String before(Optional<UUID> before, String column) {
        return before.isPresent() ? " AND " + column + " < ?" : "";
    }

    private record Found(Message message, Face sender) {}

    private static Found found(Row row) {
        return new Found(
                MessageRows.message(row),
                new Face(row.text("slug"), row.text("name"), row.text("emoji"), row.text("color")));
    }

    private List<Seen> withTallies(List<Found> found) {
        Map<UUID, Tally> tallies = new HashMap<>();
        sql.queryIn(
                        "SELECT message_id, COUNT(*) AS recipients, COUNT(delivered_at) AS delivered,"
                                + " COUNT(read_at) AS been_read,"
                                + " COALESCE(SUM(waiting AND expires_at > UTC_TIMESTAMP(6)), 0) AS still,"
                                + " MIN(delivered_at) AS first_delivered, MAX(read_at) AS last_read"
                                + " FROM message_delivery WHERE message_id IN (:ids) GROUP BY message_id",
                        found.stream().map(each -> each.message().id()).toList(),
                        row -> Map.entry(row.id("message_id"), tally(row)))
                .forEach(entry -> tallies.put(entry.getKey(), entry.getValue()));
        return found.stream()
                .map(each -> new Seen(
                        each.message(),
                        each.sender(),
                        tallies.getOrDefault(each.message().id(), NOBODY)))
                .toList();
    }

    private static Tally tally(Row row) {
        return new Tally(
                row.number("recipients"),
                row.number("delivered"),
                row.number("been_read"),
                row.number("still"),
                row.optionalTime("first_delivered"),
                row.optionalTime("last_read"));
    }
}
