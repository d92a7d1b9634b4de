package org.opsflow.persistence.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.opsflow.domain.claim.Control;
import org.opsflow.domain.claim.Gate;
import org.opsflow.domain.claim.Gates;
import org.opsflow.domain.workflow.AgentFace;
import org.opsflow.persistence.shared.Row;
import org.opsflow.persistence.shared.Sql;

/** Gates in SQL. */
@ApplicationScoped
public class SqlGates implements Gates {
    private static final String SELECT = select("q.context");
    private static final String WITHOUT_CONTEXT = select("''");

    private final Sql sql;

    @Inject
    public SqlGates(Sql sql) {
        this.sql = sql;
    }

    SqlGates() {
        this(null);
    }

    /** With who asks and who answered. */
    private static String select(String context) {
        return "SELECT q.id, q.workspace_id, q.run_id, q.step_id, q.attempt_id, q.report_number, q.agent_id, q.kind,"
                + " q.question, q.choices, q.state, q.opened_at, q.answer, q.choice, q.approved, q.answered_by, q.closed_at, "
                + context
                + " AS context, g.slug, g.name AS agent_name, g.emoji, g.color, s.instance, p.name AS answerer"
                + " FROM gate q JOIN agent g ON g.id = q.agent_id LEFT JOIN attempt a ON a.id = q.attempt_id"
                + " LEFT JOIN agent_session s ON s.id = a.session_id LEFT JOIN person p ON p.id = q.answered_by";
    }

    @Override
    public void insert(List<Gate> gates) {
        sql.bulk(
                "INSERT INTO gate (id, workspace_id, run_id, step_id, attempt_id, report_number, agent_id, kind, question,"
                        + " choices, context, state, opened_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                gates,
                (bind, gate) -> bind.id(gate.id())
                        .id(gate.place().workspaceId())
                        .id(gate.place().runId())
                        .id(gate.place().stepId())
                        .id(gate.asker().attemptId())
                        .number(gate.asker().number())
                        .id(gate.asker().agent().agentId())
                        .text(gate.kind().word())
                        .text(gate.question())
                        .text(String.join("\n", gate.choices()))
                        .text(gate.context())
                        .text(gate.state().word())
                        .time(gate.openedAt()));
    }

    @Override
    public List<Open> lockOpen(Collection<UUID> attemptIds) {
        return sql.queryIn(
                "SELECT id, workspace_id, run_id, step_id FROM gate WHERE attempt_id IN (:ids) AND state = 'open'"
                        + " ORDER BY id FOR UPDATE",
                attemptIds,
                row -> new Open(row.id("id"), place(row)));
    }

    @Override
    public void withdraw(Collection<UUID> ids, Instant at) {
        sql.bulk("UPDATE gate SET state = 'withdrawn', closed_at = ? WHERE id = ?", ids, (bind, id) -> bind.time(at)
                .id(id));
    }

    @Override
    public Optional<Gate> find(UUID workspaceId, UUID id) {
        return sql
                .query(
                        SELECT + " WHERE q.id = ? AND q.workspace_id = ?",
                        bind -> bind.id(id).id(workspaceId),
                        SqlGates::gate)
                .stream()
                .findFirst();
    }

    @Override
    public void lock(UUID id) {
        sql.query("SELECT id FROM gate WHERE id = ? FOR UPDATE", bind -> bind.id(id), row -> row.id("id"));
    }

    @Override
    public void answer(UUID id, Gate.Reply reply, Instant at) {
        sql.update(
                "UPDATE gate SET state = 'answered', answer = ?, choice = ?, approved = ?, answered_by = ?, closed_at = ?"
                        + " WHERE id = ?",
                bind -> bind.text(reply.answer().text())
                        .text(reply.answer().choice())
                        .number(number(reply.answer().approved()))
                        .id(reply.by())
                        .time(at)
                        .id(id));
    }

    private static OptionalInt number(Optional<Boolean> flag) {
        return flag.map(yes -> OptionalInt.of(yes ? 1 : 0)).orElse(OptionalInt.empty());
    }

    @Override
    public Optional<Control.Addressee> addressee(UUID attemptId) {
        return sql
                .query(
                        "SELECT a.workspace_id, a.session_id, a.agent_id, g.slug, s.instance FROM attempt a"
                                + " JOIN agent_session s ON s.id = a.session_id JOIN agent g ON g.id = a.agent_id"
                                + " WHERE a.id = ?",
                        bind -> bind.id(attemptId),
                        row -> new Control.Addressee(
                                row.id("workspace_id"),
                                row.id("session_id"),
                                row.id("agent_id"),
                                row.text("slug"),
                                row.text("instance")))
                .stream()
                .findFirst();
    }

    @Override
    public List<Gate> list(UUID workspaceId, Filter filter, Optional<Position> after, int limit) {
        return sql.query(
                SELECT + " WHERE q.workspace_id = ?"
                        + (filter.state().isPresent() ? " AND q.state = ?" : "")
                        + (filter.runId().isPresent() ? " AND q.run_id = ?" : "")
                        + (filter.stepId().isPresent() ? " AND q.step_id = ?" : "")
                        + (filter.agentSlug().isPresent() ? " AND g.slug = ?" : "")
                        + (after.isPresent() ? " AND (q.opened_at < ? OR (q.opened_at = ? AND q.id < ?))" : "")
                        + " ORDER BY q.opened_at DESC, q.id DESC LIMIT ?",
                bind -> {
                    bind.id(workspaceId);
                    filter.state().ifPresent(state -> bind.text(state.word()));
                    filter.runId().ifPresent(bind::id);
                    filter.stepId().ifPresent(bind::id);
                    filter.agentSlug().ifPresent(bind::text);
                    after.ifPresent(place ->
                            bind.time(place.openedAt()).time(place.openedAt()).id(place.id()));
                    bind.number(limit);
                },
                SqlGates::gate);
    }

    @Override
    public List<Gate> open(UUID workspaceId, int most) {
        return sql.query(
                WITHOUT_CONTEXT + " WHERE q.workspace_id = ? AND q.state = 'open' ORDER BY q.opened_at, q.id LIMIT ?",
                bind -> bind.id(workspaceId).number(most),
                SqlGates::gate);
    }

    private static Gate.Place place(Row row) {
        return new Gate.Place(row.id("workspace_id"), row.id("run_id"), row.id("step_id"));
    }

    private static Gate gate(Row row) {
        return new Gate(
                row.id("id"),
                place(row),
                new Gate.Asker(row.id("attempt_id"), row.big("report_number"), face(row)),
                Gate.Kind.of(row.text("kind")),
                row.text("question"),
                row.text("choices").lines().toList(),
                row.text("context"),
                Gate.State.of(row.text("state")),
                row.time("opened_at"),
                row.optionalText("answer")
                        .map(text ->
                                new Gate.Reply(answer(row, text), row.id("answered_by"), row.optionalText("answerer"))),
                row.optionalTime("closed_at"));
    }

    private static AgentFace face(Row row) {
        return new AgentFace(
                row.id("agent_id"),
                row.text("slug"),
                row.text("agent_name"),
                row.text("emoji"),
                row.text("color"),
                row.optionalText("instance").orElse(""));
    }

    /** @param text the column of the same row that tells that there is one */
    static Gate.Answer answer(Row row, String text) {
        OptionalInt approved = row.optionalNumber("approved");
        return new Gate.Answer(
                text,
                row.optionalText("choice"),
                approved.isPresent() ? Optional.of(approved.getAsInt() != 0) : Optional.empty());
    }
}
