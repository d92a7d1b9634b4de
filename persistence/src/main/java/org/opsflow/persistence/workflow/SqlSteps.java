package org.opsflow.persistence.workflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.opsflow.domain.workflow.Requirement;
import org.opsflow.domain.workflow.StepRow;
import org.opsflow.domain.workflow.StepState;
import org.opsflow.domain.workflow.Steps;
import org.opsflow.persistence.shared.Binder;
import org.opsflow.persistence.shared.Row;
import org.opsflow.persistence.shared.Sql;

/** Steps in SQL. Always by primary key: a lock that walks an index would hold up the whole queue. */
@ApplicationScoped
public class SqlSteps implements Steps {
    private static final int TEXT_LENGTH = 4_096;
    /** What moves a step: not its output, which may be long and lies on pages of its own. */
    private static final String LOCKED = "SELECT id, workspace_id, run_id, ordinal, state, needs_left, requirement_key,"
            + " order_key, fence, attempt_id, attempts, failures, losses, NULL AS output, NULL AS summary, error_message,"
            + " ready_at, started_at, ended_at, stalled_at, revision FROM step FORCE INDEX (PRIMARY) WHERE id IN (:ids)";

    private final Sql sql;
    /** Requirements seen in the database; what is here is committed. */
    private final Set<String> remembered = ConcurrentHashMap.newKeySet();

    @Inject
    public SqlSteps(Sql sql) {
        this.sql = sql;
    }

    SqlSteps() {
        this(null);
    }

    @Override
    public void insert(List<StepRow> steps) {
        sql.bulk(
                "INSERT INTO step (id, workspace_id, run_id, ordinal, requirement_key, state, needs_left, order_key,"
                        + " fence, attempt_id, attempts, failures, losses, output, summary, error_message, ready_at,"
                        + " started_at, ended_at, stalled_at, revision)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                steps,
                (bind, step) -> {
                    bind.id(step.id())
                            .id(step.workspaceId())
                            .id(step.runId())
                            .number(step.ordinal())
                            .id(step.requirementKey());
                    moving(bind, step);
                });
    }

    @Override
    public List<StepRow> lock(Collection<UUID> ids) {
        return sql.queryIn(LOCKED + " ORDER BY id FOR UPDATE", ids, SqlSteps::row);
    }

    @Override
    public List<StepRow> lockOpen(Collection<UUID> ids) {
        return sql.queryIn(
                LOCKED + " AND state NOT IN ('completed', 'failed', 'skipped', 'cancelled') ORDER BY id FOR UPDATE",
                ids,
                SqlSteps::row);
    }

    @Override
    public List<StepRow> lockReady(Collection<UUID> ids) {
        return sql.queryIn(LOCKED + " AND state = 'ready' ORDER BY id FOR UPDATE SKIP LOCKED", ids, SqlSteps::row);
    }

    @Override
    public void update(List<StepRow> steps) {
        sql.bulk(
                "UPDATE step SET state = ?, needs_left = ?, order_key = ?, fence = ?, attempt_id = ?, attempts = ?,"
                        + " failures = ?, losses = ?, output = COALESCE(?, output), summary = COALESCE(?, summary),"
                        + " error_message = ?, ready_at = ?,"
                        + " started_at = ?, ended_at = ?, stalled_at = ?, revision = ? WHERE id = ?",
                steps,
                (bind, step) -> {
                    moving(bind, step);
                    bind.id(step.id());
                });
    }

    private static void moving(Binder bind, StepRow step) {
        bind.text(step.state().word())
                .number(step.needsLeft())
                .number(step.orderKey())
                .number(step.fence())
                .id(step.attemptId())
                .number(step.attempts())
                .number(step.failures())
                .number(step.losses())
                .text(step.output())
                .text(step.summary(), TEXT_LENGTH)
                .text(step.errorMessage(), TEXT_LENGTH)
                .time(step.readyAt())
                .time(step.startedAt())
                .time(step.endedAt())
                .time(step.stalledAt())
                .number(step.revision());
    }

    @Override
    public Map<UUID, String> outputs(Collection<UUID> ids) {
        return sql
                .queryIn(
                        "SELECT id, output FROM step WHERE id IN (:ids) AND output IS NOT NULL",
                        ids,
                        row -> Map.entry(row.id("id"), row.text("output")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public List<Queued> queue(UUID workspaceId, UUID requirementKey, long afterOrderKey, UUID afterId, int limit) {
        return sql.query(
                "SELECT s.id, s.run_id, s.ordinal, s.order_key, r.definition_id, a.session_id AS failed_by"
                        + " FROM step s FORCE INDEX (step_queue) JOIN run r ON r.id = s.run_id"
                        + " LEFT JOIN attempt a ON a.id = s.attempt_id AND (a.state = 'failed' OR (a.state = 'lost'"
                        + " AND a.reason NOT IN ('goodbye', 'declined', 'unstarted')))"
                        + " WHERE s.state = 'ready' AND s.workspace_id = ? AND s.requirement_key = ?"
                        + " AND s.order_key >= ? AND (s.order_key > ? OR s.id > ?)"
                        + " ORDER BY s.order_key, s.id LIMIT ?",
                bind -> bind.id(workspaceId)
                        .id(requirementKey)
                        .number(afterOrderKey)
                        .number(afterOrderKey)
                        .id(afterId)
                        .number(limit),
                row -> new Queued(
                        row.id("id"),
                        row.id("run_id"),
                        row.number("ordinal"),
                        row.big("order_key"),
                        row.id("definition_id"),
                        row.optionalId("failed_by")));
    }

    @Override
    public void remember(UUID workspaceId, Collection<Requirement> requirements) {
        List<Requirement> unknown = requirements.stream()
                .filter(requirement -> !remembered.contains(name(workspaceId, requirement)))
                .toList();
        if (unknown.isEmpty()) {
            return;
        }
        // Only what is read counts as remembered: an insert may still be rolled back.
        List<Requirement> known = requirements(workspaceId);
        known.forEach(requirement -> remembered.add(name(workspaceId, requirement)));
        List<Requirement> missing = unknown.stream()
                .filter(requirement -> !known.contains(requirement))
                // In one order everywhere: two batches that meet the same new ones must not wait for each other.
                .sorted(Comparator.comparing(Requirement::key))
                .toList();
        sql.bulk(
                "INSERT IGNORE INTO requirement (workspace_id, requirement_key, capabilities) VALUES (?, ?, ?)",
                missing,
                (bind, requirement) ->
                        bind.id(workspaceId).id(requirement.key()).text(String.join(" ", requirement.capabilities())));
    }

    private static String name(UUID workspaceId, Requirement requirement) {
        return workspaceId + "/" + requirement.key();
    }

    @Override
    public List<Requirement> requirements(UUID workspaceId) {
        return sql.query(
                "SELECT requirement_key, capabilities FROM requirement WHERE workspace_id = ?",
                bind -> bind.id(workspaceId),
                row -> new Requirement(
                        row.id("requirement_key"),
                        Arrays.asList(row.text("capabilities").split(" "))));
    }

    /** A row of {@code SELECT * FROM step}. */
    public static StepRow row(Row row) {
        return new StepRow(
                row.id("id"),
                row.id("workspace_id"),
                row.id("run_id"),
                row.number("ordinal"),
                StepState.of(row.text("state")),
                row.number("needs_left"),
                row.id("requirement_key"),
                row.big("order_key"),
                row.big("fence"),
                row.optionalId("attempt_id"),
                row.number("attempts"),
                row.number("failures"),
                row.number("losses"),
                row.optionalText("output"),
                row.optionalText("summary"),
                row.optionalText("error_message"),
                row.optionalTime("ready_at"),
                row.optionalTime("started_at"),
                row.optionalTime("ended_at"),
                row.optionalTime("stalled_at"),
                row.big("revision"));
    }
}
