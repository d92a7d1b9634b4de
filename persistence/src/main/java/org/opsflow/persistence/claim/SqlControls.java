package org.opsflow.persistence.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.claim.Control;
import org.opsflow.domain.claim.Controls;
import org.opsflow.persistence.shared.Row;
import org.opsflow.persistence.shared.Sql;

/** Controls in SQL. */
@ApplicationScoped
public class SqlControls implements Controls {
    /** With the process it is for and the attempt it is about. */
    private static final String SELECT = "SELECT c.*, g.slug AS agent_slug, s.instance, a.fence, a.run_id, a.step_id,"
            + " a.number FROM agent_control c JOIN agent_session s ON s.id = c.session_id"
            + " JOIN agent g ON g.id = c.agent_id LEFT JOIN attempt a ON a.id = c.attempt_id";

    private static final String OPEN = "c.state IN ('requested', 'delivered')";

    private final Sql sql;

    @Inject
    public SqlControls(Sql sql) {
        this.sql = sql;
    }

    SqlControls() {
        this(null);
    }

    @Override
    public void insert(List<Control> controls) {
        sql.bulk(
                "INSERT INTO agent_control (id, workspace_id, agent_id, session_id, kind, attempt_id, text, state,"
                        + " requested_by, requested_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                controls,
                (bind, control) -> bind.id(control.id())
                        .id(control.to().workspaceId())
                        .id(control.to().agentId())
                        .id(control.to().sessionId())
                        .text(control.kind().word())
                        .id(control.attempt().map(Control.Subject::attemptId))
                        .text(control.text())
                        .text(control.state().word())
                        .id(control.requestedBy())
                        .time(control.requestedAt()));
    }

    @Override
    public List<Control> openOf(UUID sessionId) {
        return sql.query(
                SELECT + " WHERE c.session_id = ? AND " + OPEN
                        + " AND (c.attempt_id IS NULL OR a.state IN ('leased', 'running')) ORDER BY c.seq",
                bind -> bind.id(sessionId),
                SqlControls::control);
    }

    @Override
    public List<UUID> untold(String node, int limit) {
        return sql.query(
                "SELECT DISTINCT c.session_id FROM agent_control c FORCE INDEX (agent_control_open)"
                        + " JOIN agent_session s ON s.id = c.session_id"
                        + " WHERE c.state = 'requested' AND s.node = ? AND s.connected LIMIT ?",
                bind -> bind.text(node).number(limit),
                row -> row.id("session_id"));
    }

    @Override
    public boolean deliver(UUID id, Instant at) {
        return sql.update(
                        "UPDATE agent_control SET state = 'delivered', delivered_at = ?"
                                + " WHERE id = ? AND state = 'requested'",
                        bind -> bind.time(at).id(id))
                > 0;
    }

    @Override
    public Optional<Control> acknowledge(UUID id, UUID sessionId, Instant at) {
        int changed = sql.update(
                "UPDATE agent_control SET state = 'acknowledged', delivered_at = COALESCE(delivered_at, ?),"
                        + " ended_at = ? WHERE id = ? AND session_id = ? AND state IN ('requested', 'delivered')",
                bind -> bind.time(at).time(at).id(id).id(sessionId));
        return changed == 0
                ? Optional.empty()
                : sql.query(SELECT + " WHERE c.id = ?", bind -> bind.id(id), SqlControls::control).stream()
                        .findFirst();
    }

    @Override
    public void expire(Collection<UUID> sessionIds, Control.Kind kind, Instant at) {
        sql.bulk(
                "UPDATE agent_control SET state = 'expired', ended_at = ? WHERE session_id = ? AND kind = ?"
                        + " AND attempt_id IS NULL AND state IN ('requested', 'delivered')",
                sessionIds,
                (bind, session) -> bind.time(at).id(session).text(kind.word()));
    }

    private static Control control(Row row) {
        return new Control(
                row.id("id"),
                Control.Kind.of(row.text("kind")),
                new Control.Addressee(
                        row.id("workspace_id"),
                        row.id("session_id"),
                        row.id("agent_id"),
                        row.text("agent_slug"),
                        row.text("instance")),
                row.optionalId("attempt_id")
                        .map(attempt -> new Control.Subject(
                                attempt, row.big("fence"), row.id("run_id"), row.id("step_id"), row.number("number"))),
                row.text("text"),
                Control.State.of(row.text("state")),
                row.id("requested_by"),
                row.time("requested_at"),
                row.optionalTime("delivered_at"),
                row.optionalTime("ended_at"));
    }
}
