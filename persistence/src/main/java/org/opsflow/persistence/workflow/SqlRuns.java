package org.opsflow.persistence.workflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opsflow.domain.workflow.Cancellation;
import org.opsflow.domain.workflow.RunRow;
import org.opsflow.domain.workflow.RunState;
import org.opsflow.domain.workflow.Runs;
import org.opsflow.persistence.shared.Padding;
import org.opsflow.persistence.shared.Row;
import org.opsflow.persistence.shared.Sql;

/** Runs in SQL. */
@ApplicationScoped
public class SqlRuns implements Runs {
    private static final int ERROR_LENGTH = 4_000;

    /** The columns of a row of {@code run r}; arguments may be long, and only few read them. */
    public static final String WITHOUT_ARGS =
            "r.id, r.workspace_id, r.definition_id, r.name, '{}' AS args, r.priority, r.state, r.phase_open,"
                    + " r.steps_total, r.steps_open, r.steps_live, r.stopping, r.error_message, r.cancelled_by,"
                    + " r.cancel_reason, r.client_id, r.created_by, r.created_at, r.started_at, r.ended_at, r.revision";

    private final Sql sql;

    @Inject
    public SqlRuns(Sql sql) {
        this.sql = sql;
    }

    SqlRuns() {
        this(null);
    }

    @Override
    public void insert(List<RunRow> runs) {
        sql.bulk(
                "INSERT INTO run (id, workspace_id, definition_id, name, args, priority, state, phase_open, steps_total,"
                        + " steps_open, steps_live, stopping, error_message, cancelled_by, cancel_reason, client_id, created_by, created_at, started_at,"
                        + " ended_at, revision)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                runs,
                (bind, run) -> bind.id(run.id())
                        .id(run.workspaceId())
                        .id(run.definitionId())
                        .text(run.name())
                        .text(run.args())
                        .number(run.priority())
                        .text(run.state().word())
                        .text(join(run.phaseOpen()))
                        .number(run.stepsTotal())
                        .number(run.stepsOpen())
                        .number(run.stepsLive())
                        .number(run.stopping())
                        .text(run.errorMessage(), ERROR_LENGTH)
                        .id(run.cancellation().map(Cancellation::by))
                        .text(run.cancellation().flatMap(Cancellation::reason))
                        .text(run.clientId())
                        .id(run.createdBy())
                        .time(run.createdAt())
                        .time(run.startedAt())
                        .time(run.endedAt())
                        .number(run.revision()));
    }

    @Override
    public List<RunRow> lock(Collection<UUID> ids) {
        return sql.queryIn(
                "SELECT " + WITHOUT_ARGS
                        + " FROM run r FORCE INDEX (PRIMARY) WHERE r.id IN (:ids) ORDER BY r.id FOR UPDATE",
                ids,
                SqlRuns::row);
    }

    @Override
    public void update(List<RunRow> runs) {
        sql.bulk(
                "UPDATE run SET state = ?, phase_open = ?, steps_open = ?, steps_live = ?, stopping = ?,"
                        + " error_message = ?, cancelled_by = ?, cancel_reason = ?, started_at = ?, ended_at = ?, revision = ? WHERE id = ?",
                runs,
                (bind, run) -> bind.text(run.state().word())
                        .text(join(run.phaseOpen()))
                        .number(run.stepsOpen())
                        .number(run.stepsLive())
                        .number(run.stopping())
                        .text(run.errorMessage(), ERROR_LENGTH)
                        .id(run.cancellation().map(Cancellation::by))
                        .text(run.cancellation().flatMap(Cancellation::reason))
                        .time(run.startedAt())
                        .time(run.endedAt())
                        .number(run.revision())
                        .id(run.id()));
    }

    @Override
    public Map<ClientId, UUID> byClientIds(Collection<ClientId> clientIds) {
        Map<UUID, List<ClientId>> byWorkspace =
                clientIds.stream().collect(Collectors.groupingBy(ClientId::workspaceId));
        List<List<Map.Entry<ClientId, UUID>>> asked = new ArrayList<>();
        byWorkspace.forEach((workspaceId, theirs) -> {
            List<String> texts = Padding.of(theirs.stream().map(ClientId::text).toList());
            String places = String.join(",", Collections.nCopies(texts.size(), "?"));
            asked.add(sql.query(
                    "SELECT client_id, id FROM run WHERE workspace_id = ? AND client_id IN (" + places + ")",
                    bind -> {
                        bind.id(workspaceId);
                        texts.forEach(bind::text);
                    },
                    row -> Map.entry(new ClientId(workspaceId, row.text("client_id")), row.id("id"))));
        });
        Map<ClientId, UUID> found = new HashMap<>();
        asked.forEach(answer -> answer.forEach(entry -> found.put(entry.getKey(), entry.getValue())));
        return found;
    }

    @Override
    public List<Fixed> fixed(Collection<UUID> ids) {
        Map<UUID, List<UUID>> steps = new HashMap<>();
        sql.queryIn(
                        "SELECT run_id, id FROM step WHERE run_id IN (:ids) ORDER BY run_id, ordinal",
                        ids,
                        row -> Map.entry(row.id("run_id"), row.id("id")))
                .forEach(step -> steps.computeIfAbsent(step.getKey(), id -> new ArrayList<>())
                        .add(step.getValue()));
        return sql.queryIn(
                "SELECT id, workspace_id, name, args, definition_id FROM run WHERE id IN (:ids)",
                ids,
                row -> new Fixed(
                        row.id("id"),
                        row.id("workspace_id"),
                        row.text("name"),
                        row.text("args"),
                        row.id("definition_id"),
                        List.copyOf(steps.getOrDefault(row.id("id"), List.of()))));
    }

    /** A row of {@code SELECT * FROM run}. */
    public static RunRow row(Row row) {
        return new RunRow(
                row.id("id"),
                row.id("workspace_id"),
                row.id("definition_id"),
                row.text("name"),
                row.text("args"),
                row.number("priority"),
                RunState.of(row.text("state")),
                Arrays.stream(row.text("phase_open").split(","))
                        .map(Integer::valueOf)
                        .toList(),
                row.number("steps_total"),
                row.number("steps_open"),
                row.number("steps_live"),
                row.number("stopping"),
                row.optionalText("error_message"),
                row.optionalId("cancelled_by").map(by -> new Cancellation(by, row.optionalText("cancel_reason"))),
                row.optionalText("client_id"),
                row.optionalId("created_by"),
                row.time("created_at"),
                row.optionalTime("started_at"),
                row.optionalTime("ended_at"),
                row.big("revision"));
    }

    private static String join(List<Integer> counts) {
        return counts.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
