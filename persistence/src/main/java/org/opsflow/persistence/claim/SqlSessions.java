package org.opsflow.persistence.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opsflow.domain.claim.SessionRow;
import org.opsflow.domain.claim.Sessions;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.workflow.AgentFace;
import org.opsflow.persistence.shared.Sql;

/** Agent sessions in SQL. Leases are written and compared with the database's clock only. */
@ApplicationScoped
public class SqlSessions implements Sessions {
    private final Sql sql;

    @Inject
    public SqlSessions(Sql sql) {
        this.sql = sql;
    }

    SqlSessions() {
        this(null);
    }

    private record Known(UUID id, long epoch, byte[] resumeHash, boolean paused, String settings) {}

    @Override
    public Opened open(Opening opening, UUID newId, Optional<byte[]> presentedHash, Duration lease) {
        // Two first connections of one identity may race: the unique key lets one row in, and both lock it.
        sql.update(
                "INSERT IGNORE INTO agent_session (id, workspace_id, agent_id, instance, node, epoch, resume_hash,"
                        + " connected, lease_until, version, capabilities, opened_at)"
                        + " VALUES (?, ?, ?, ?, ?, 0, ?, FALSE, UTC_TIMESTAMP(6), '', '', UTC_TIMESTAMP(6))",
                bind -> bind.id(newId)
                        .id(opening.workspaceId())
                        .id(opening.agentId())
                        .text(opening.instance())
                        .text(opening.node())
                        .bytes(opening.resumeHash()));
        Known known = sql.query(
                        "SELECT id, epoch, resume_hash, EXISTS (SELECT 1 FROM agent_pause p WHERE p.agent_id = s.agent_id)"
                                + " AS paused, COALESCE((SELECT t.settings FROM agent_settings t WHERE t.agent_id = s.agent_id),"
                                + " '') AS settings FROM agent_session s WHERE agent_id = ? AND instance = ? FOR UPDATE",
                        bind -> bind.id(opening.agentId()).text(opening.instance()),
                        row -> new Known(
                                row.id("id"),
                                row.big("epoch"),
                                row.bytes("resume_hash"),
                                row.flag("paused"),
                                row.text("settings")))
                .get(0);
        long epoch = known.epoch() + 1;
        sql.update(
                "UPDATE agent_session SET node = ?, epoch = ?, resume_hash = ?, connected = TRUE,"
                        + " lease_until = UTC_TIMESTAMP(6) + INTERVAL ? MICROSECOND, version = ?, capabilities = ?, labels = ?,"
                        + " opened_at = UTC_TIMESTAMP(6), closed_at = NULL, paused = ? WHERE id = ?",
                bind -> bind.text(opening.node())
                        .number(epoch)
                        .bytes(opening.resumeHash())
                        .micros(lease)
                        .text(opening.version())
                        .text(String.join(" ", opening.capabilities()))
                        .text(JsonText.object(json -> opening.labels().forEach(json::write)))
                        .flag(known.paused())
                        .id(known.id()));
        boolean resumed = known.epoch() > 0
                && presentedHash
                        .map(hash -> MessageDigest.isEqual(hash, known.resumeHash()))
                        .orElse(false);
        return new Opened(known.id(), epoch, resumed, known.paused(), known.settings());
    }

    @Override
    public void tellPause(UUID controlId, UUID sessionId, boolean remembers) {
        sql.update(
                "INSERT INTO agent_control (id, workspace_id, agent_id, session_id, kind, text, state, requested_by,"
                        + " requested_at) SELECT ?, s.workspace_id, s.agent_id, s.id, 'pause', '', 'requested',"
                        + " p.requested_by, p.requested_at FROM agent_session s JOIN agent_pause p ON p.agent_id = s.agent_id"
                        + " WHERE s.id = ? AND NOT EXISTS (SELECT 1 FROM agent_control c WHERE c.session_id = s.id"
                        + " AND c.kind = 'pause' AND c.attempt_id IS NULL AND c.requested_at >= p.requested_at"
                        + " AND (c.state IN ('requested', 'delivered') OR (c.state = 'acknowledged' AND ?)))",
                bind -> bind.id(controlId).id(sessionId).flag(remembers));
    }

    @Override
    public void haltAgain(Collection<UUID> attemptIds) {
        sql.bulk(
                "UPDATE agent_control SET state = 'requested', delivered_at = NULL, ended_at = NULL WHERE attempt_id = ?"
                        + " AND kind = 'pause' AND state = 'acknowledged' AND NOT EXISTS (SELECT 1 FROM agent_control c"
                        + " WHERE c.attempt_id = agent_control.attempt_id AND c.kind = 'resume' AND c.state <> 'expired'"
                        + " AND c.seq > agent_control.seq)",
                attemptIds,
                (bind, id) -> bind.id(id));
    }

    @Override
    public List<SessionRow> lock(Collection<UUID> ids) {
        return sql.queryIn(
                "SELECT id, workspace_id, node, epoch, connected, paused,"
                        + " TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(6), lease_until) AS lease_left"
                        + " FROM agent_session FORCE INDEX (PRIMARY) WHERE id IN (:ids) ORDER BY id FOR UPDATE",
                ids,
                row -> new SessionRow(
                        row.id("id"),
                        row.id("workspace_id"),
                        row.text("node"),
                        row.big("epoch"),
                        row.flag("connected"),
                        Duration.of(row.big("lease_left"), ChronoUnit.MICROS),
                        row.flag("paused")));
    }

    @Override
    public void extend(Collection<UUID> ids, Duration lease) {
        sql.bulk(
                "UPDATE agent_session SET lease_until = UTC_TIMESTAMP(6) + INTERVAL ? MICROSECOND WHERE id = ?",
                ids,
                (bind, id) -> bind.micros(lease).id(id));
    }

    @Override
    public List<UUID> renew(String node, Map<UUID, Duration> leases) {
        // Locked in the order of their ids first, as batches lock them.
        List<SessionRow> rows = lock(leases.keySet());
        sql.bulk(
                "UPDATE agent_session SET lease_until ="
                        + " GREATEST(lease_until, UTC_TIMESTAMP(6) + INTERVAL ? MICROSECOND) WHERE id = ?",
                rows.stream().filter(row -> row.node().equals(node)).toList(),
                (bind, row) -> bind.micros(leases.get(row.id())).id(row.id()));
        return rows.stream()
                .filter(row -> !row.node().equals(node))
                .map(SessionRow::id)
                .toList();
    }

    @Override
    public Map<UUID, Long> epochs(Collection<UUID> ids) {
        return sql
                .queryIn(
                        "SELECT id, epoch FROM agent_session WHERE id IN (:ids)",
                        ids,
                        row -> Map.entry(row.id("id"), row.big("epoch")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public boolean disconnect(UUID id, long epoch) {
        return sql.update(
                        "UPDATE agent_session SET connected = FALSE, closed_at = UTC_TIMESTAMP(6)"
                                + " WHERE id = ? AND epoch = ? AND connected",
                        bind -> bind.id(id).number(epoch))
                > 0;
    }

    @Override
    public void disconnectAll(String node, Duration lease) {
        sql.update(
                "UPDATE agent_session SET connected = FALSE, closed_at = UTC_TIMESTAMP(6), lease_until ="
                        + " GREATEST(lease_until, UTC_TIMESTAMP(6) + INTERVAL ? MICROSECOND)"
                        + " WHERE node = ? AND connected",
                bind -> bind.micros(lease).text(node));
    }

    @Override
    public AgentFace face(UUID agentId, String instance) {
        return sql.query(
                        "SELECT slug, name, emoji, color FROM agent WHERE id = ? LOCK IN SHARE MODE",
                        bind -> bind.id(agentId),
                        row -> new AgentFace(
                                agentId,
                                row.text("slug"),
                                row.text("name"),
                                row.text("emoji"),
                                row.text("color"),
                                instance))
                .get(0);
    }
}
