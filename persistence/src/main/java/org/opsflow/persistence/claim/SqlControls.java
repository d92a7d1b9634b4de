package org.opsflow.persistence.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
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
    private static final String AT_WORK = "a.state IN ('leased', 'running')";
    private static final String OPEN = "c.state IN ('requested', 'delivered')";
    /** An agent that was told more than this about one step shows its latest. */
    private static final int MOST_SHOWN = 200;

    /** With the process it is for and the attempt it is about. */
    private static final String COLUMNS = "SELECT c.*, g.slug AS agent_slug, s.instance, a.fence, a.run_id, a.step_id,"
            + " a.number, p.name AS requester, q.report_number, q.answer, q.choice, q.approved, " + AT_WORK
            + " AS at_work FROM agent_control c ";

    private static final String JOINS = " JOIN agent_session s ON s.id = c.session_id JOIN agent g ON g.id = c.agent_id"
            + " LEFT JOIN person p ON p.id = c.requested_by LEFT JOIN attempt a ON a.id = c.attempt_id"
            + " LEFT JOIN gate q ON c.kind = 'answer' AND q.id = c.id";

    private static final String SELECT = COLUMNS + JOINS;

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
                SELECT + " WHERE c.session_id = ? AND " + OPEN + " AND (c.attempt_id IS NULL OR " + AT_WORK
                        + ") ORDER BY c.seq",
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
    public boolean deliver(UUID id, long epoch, Instant at) {
        return sql.update(
                        "UPDATE agent_control SET state = 'delivered', delivered_at = ?"
                                + " WHERE id = ? AND state = 'requested' AND EXISTS (SELECT 1 FROM agent_session s"
                                + " WHERE s.id = agent_control.session_id AND s.epoch = ?)",
                        bind -> bind.time(at).id(id).number(epoch))
                > 0;
    }

    @Override
    public Optional<Control> acknowledge(UUID id, UUID sessionId, Instant at) {
        int changed = sql.update(
                "UPDATE agent_control SET state = 'acknowledged', delivered_at = COALESCE(delivered_at, ?),"
                        + " ended_at = ? WHERE id = ? AND session_id = ? AND state IN ('requested', 'delivered')",
                bind -> bind.time(at).time(at).id(id).id(sessionId));
        return changed == 0 ? Optional.empty() : find(id);
    }

    @Override
    public void expire(Collection<UUID> sessionIds, Control.Kind kind, Instant at) {
        sql.bulk(
                "UPDATE agent_control SET state = 'expired', ended_at = ? WHERE session_id = ? AND kind = ?"
                        + " AND attempt_id IS NULL AND state IN ('requested', 'delivered')",
                sessionIds,
                (bind, session) -> bind.time(at).id(session).text(kind.word()));
    }

    @Override
    public boolean hasStep(UUID workspaceId, UUID stepId) {
        return !sql.query(
                        "SELECT id FROM step WHERE id = ? AND workspace_id = ?",
                        bind -> bind.id(stepId).id(workspaceId),
                        row -> row.id("id"))
                .isEmpty();
    }

    @Override
    public Optional<Work> lockWork(UUID workspaceId, UUID stepId) {
        // The step only says which: it may be locked before attempts, not after.
        List<UUID> held = sql.query(
                "SELECT attempt_id FROM step WHERE id = ? AND workspace_id = ? AND attempt_id IS NOT NULL",
                bind -> bind.id(stepId).id(workspaceId),
                row -> row.id("attempt_id"));
        return held.stream()
                .flatMap(id -> sql
                        .query(
                                "SELECT a.id FROM attempt a WHERE a.id = ? AND " + AT_WORK + " FOR UPDATE",
                                bind -> bind.id(id),
                                row -> row.id("id"))
                        .stream())
                .flatMap(id -> sql
                        .query(
                                "SELECT a.id AS attempt_id, a.fence, a.run_id, a.step_id, a.number, a.workspace_id,"
                                        + " a.session_id, a.agent_id, g.slug AS agent_slug, s.instance FROM attempt a"
                                        + " JOIN agent_session s ON s.id = a.session_id JOIN agent g ON g.id = a.agent_id"
                                        + " WHERE a.id = ?",
                                bind -> bind.id(id),
                                row -> new Work(addressee(row), subject(row, id)))
                        .stream())
                .findFirst();
    }

    @Override
    public Optional<Control> lastHalt(UUID attemptId) {
        return sql
                .query(
                        SELECT + " WHERE c.attempt_id = ? AND c.kind IN ('pause', 'resume') AND c.state <> 'expired'"
                                + " ORDER BY c.seq DESC LIMIT 1",
                        bind -> bind.id(attemptId),
                        SqlControls::control)
                .stream()
                .findFirst();
    }

    @Override
    public int countOpen(UUID attemptId) {
        return sql.query(
                        "SELECT COUNT(*) AS n FROM agent_control c WHERE c.attempt_id = ? AND " + OPEN,
                        bind -> bind.id(attemptId),
                        row -> row.number("n"))
                .get(0);
    }

    @Override
    public Optional<Control> find(UUID id) {
        return sql.query(SELECT + " WHERE c.id = ?", bind -> bind.id(id), SqlControls::control).stream()
                .findFirst();
    }

    @Override
    public List<Control> ofStep(UUID workspaceId, UUID stepId) {
        // What will be noted in a moment is told now: that the attempt has ended. Answers are told with their gates.
        List<Control> latest = sql.query(
                SELECT
                        + " WHERE a.step_id = ? AND c.workspace_id = ? AND c.kind <> 'answer' ORDER BY c.seq DESC LIMIT ?",
                bind -> bind.id(stepId).id(workspaceId).number(MOST_SHOWN),
                row -> row.flag("at_work") ? control(row) : ended(control(row)));
        Collections.reverse(latest);
        return latest;
    }

    private static Control ended(Control control) {
        return switch (control.state()) {
            case REQUESTED, DELIVERED -> control.expired(control.requestedAt());
            case ACKNOWLEDGED, EXPIRED -> control;
        };
    }

    @Override
    public List<Control> outlived(int limit) {
        return sql.query(
                COLUMNS + "FORCE INDEX (agent_control_open)" + JOINS + " WHERE " + OPEN
                        + " AND c.attempt_id IS NOT NULL AND NOT (" + AT_WORK + ") LIMIT ?",
                bind -> bind.number(limit),
                SqlControls::control);
    }

    @Override
    public boolean expire(UUID id, Instant at) {
        return sql.update(
                        "UPDATE agent_control c SET c.state = 'expired', c.ended_at = ? WHERE c.id = ? AND " + OPEN,
                        bind -> bind.time(at).id(id))
                > 0;
    }

    private static Control.Addressee addressee(Row row) {
        return new Control.Addressee(
                row.id("workspace_id"),
                row.id("session_id"),
                row.id("agent_id"),
                row.text("agent_slug"),
                row.text("instance"));
    }

    private static Control.Subject subject(Row row, UUID attempt) {
        return new Control.Subject(
                attempt, row.big("fence"), row.id("run_id"), row.id("step_id"), row.number("number"));
    }

    private static Control control(Row row) {
        boolean isOfServer = row.id("requested_by").equals(Control.SERVER);
        return new Control(
                row.id("id"),
                Control.Kind.of(row.text("kind")),
                addressee(row),
                row.optionalId("attempt_id").map(attempt -> subject(row, attempt)),
                row.text("text"),
                row.optionalText("answer")
                        .map(text -> new Control.Said(row.big("report_number"), SqlGates.answer(row, text))),
                Control.State.of(row.text("state")),
                row.id("requested_by"),
                isOfServer ? Optional.of(Control.SERVER_NAME) : row.optionalText("requester"),
                row.time("requested_at"),
                row.optionalTime("delivered_at"),
                row.optionalTime("ended_at"));
    }
}
