package org.opsflow.persistence.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.claim.Pauses;
import org.opsflow.persistence.shared.Row;
import org.opsflow.persistence.shared.Sql;

/** Pauses of agents in SQL. */
@ApplicationScoped
public class SqlPauses implements Pauses {
    /** Found by the agent's sessions, of which few are known, and not by all attempts. */
    private static final String HOLDS_WORK = "EXISTS (SELECT 1 FROM agent_session s STRAIGHT_JOIN attempt a"
            + " ON a.session_id = s.id AND a.state IN ('leased', 'running', 'stopping') WHERE s.agent_id = ";

    private final Sql sql;

    @Inject
    public SqlPauses(Sql sql) {
        this.sql = sql;
    }

    SqlPauses() {
        this(null);
    }

    @Override
    public Optional<Known> lock(UUID workspaceId, String slug) {
        return sql
                .query(
                        "SELECT id, workspace_id, slug, name FROM agent"
                                + " WHERE workspace_id = ? AND slug = ? AND retired_at IS NULL FOR UPDATE",
                        bind -> bind.id(workspaceId).text(slug),
                        row -> known(row, "id"))
                .stream()
                .findFirst();
    }

    @Override
    public boolean isPaused(UUID agentId) {
        return !sql.query(
                        "SELECT agent_id FROM agent_pause WHERE agent_id = ?",
                        bind -> bind.id(agentId),
                        row -> row.id("agent_id"))
                .isEmpty();
    }

    @Override
    public List<Process> mark(UUID agentId, boolean paused) {
        List<UUID> ids = sql.query(
                "SELECT id FROM agent_session WHERE agent_id = ?", bind -> bind.id(agentId), row -> row.id("id"));
        // In the order of their ids, as batches lock them.
        List<Process> processes = sql.queryIn(
                "SELECT s.id, s.instance, s.connected OR EXISTS (SELECT 1 FROM agent_pause p JOIN agent_control c"
                        + " ON c.session_id = s.id AND c.kind = 'pause' AND c.attempt_id IS NULL AND c.requested_at >= p.requested_at"
                        + " AND c.state IN ('delivered', 'acknowledged') WHERE p.agent_id = s.agent_id) AS listens"
                        + " FROM agent_session s FORCE INDEX (PRIMARY) WHERE s.id IN (:ids) ORDER BY s.id FOR UPDATE",
                ids,
                row -> new Process(row.id("id"), row.text("instance"), row.flag("listens")));
        sql.bulk("UPDATE agent_session SET paused = ? WHERE id = ?", processes, (bind, process) -> bind.flag(paused)
                .id(process.sessionId()));
        return processes;
    }

    @Override
    public void begin(Paused paused) {
        sql.update(
                "INSERT INTO agent_pause (agent_id, workspace_id, requested_at, requested_by) VALUES (?, ?, ?, ?)",
                bind -> bind.id(paused.agent().agentId())
                        .id(paused.agent().workspaceId())
                        .time(paused.at())
                        .id(paused.by()));
    }

    @Override
    public void end(UUID agentId) {
        sql.update("DELETE FROM agent_pause WHERE agent_id = ?", bind -> bind.id(agentId));
    }

    @Override
    public boolean holdsWork(UUID agentId) {
        return sql.query("SELECT " + HOLDS_WORK + "?) AS holds", bind -> bind.id(agentId), row -> row.flag("holds"))
                .get(0);
    }

    @Override
    public List<Paused> drained(int limit) {
        return sql.query(
                "SELECT p.agent_id, p.workspace_id, p.requested_at, p.requested_by, g.slug, g.name FROM agent_pause p"
                        + " JOIN agent g ON g.id = p.agent_id WHERE p.drained_at IS NULL AND NOT " + HOLDS_WORK
                        + "p.agent_id) LIMIT ?",
                bind -> bind.number(limit),
                row -> new Paused(known(row, "agent_id"), row.id("requested_by"), row.time("requested_at")));
    }

    @Override
    public boolean noteDrained(UUID agentId, Instant at) {
        return sql.update(
                        "UPDATE agent_pause SET drained_at = ? WHERE agent_id = ? AND drained_at IS NULL",
                        bind -> bind.time(at).id(agentId))
                > 0;
    }

    private static Known known(Row row, String id) {
        return new Known(row.id("workspace_id"), row.id(id), row.text("slug"), row.text("name"));
    }
}
