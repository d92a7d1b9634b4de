package org.opsflow.persistence.board;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opsflow.domain.agent.AgentError;
import org.opsflow.domain.agent.AgentInstance;
import org.opsflow.domain.agent.AgentPause;
import org.opsflow.domain.board.BoardRows;
import org.opsflow.domain.board.RunFilter;
import org.opsflow.domain.board.SeenAttempt;
import org.opsflow.domain.board.SeenCheckpoint;
import org.opsflow.domain.board.SeenStep;
import org.opsflow.domain.claim.AttemptState;
import org.opsflow.domain.claim.Gate;
import org.opsflow.domain.shared.JsonText;
import org.opsflow.domain.workflow.AgentFace;
import org.opsflow.domain.workflow.ModelUsage;
import org.opsflow.domain.workflow.StepPause;
import org.opsflow.domain.workflow.StepRow;
import org.opsflow.domain.workflow.StepState;
import org.opsflow.domain.workflow.Usage;
import org.opsflow.persistence.claim.SqlAgentErrors;
import org.opsflow.persistence.claim.SqlGates;
import org.opsflow.persistence.claim.SqlUsageLedger;
import org.opsflow.persistence.shared.Row;
import org.opsflow.persistence.shared.Sql;
import org.opsflow.persistence.workflow.SqlRuns;
import org.opsflow.persistence.workflow.SqlSteps;

/** Reads the tables of runs, steps, attempts with their usage, and sessions; writes none of them. */
@ApplicationScoped
public class SqlBoardRows implements BoardRows {
    /** Of one attempt; its session outlives the connection. */
    private static final String WITH_AGENT = " LEFT JOIN attempt a ON a.id = s.attempt_id"
            + " LEFT JOIN agent_session c ON c.id = a.session_id LEFT JOIN agent g ON g.id = a.agent_id";

    private static final String FACE =
            "a.agent_id, c.instance, g.slug AS agent_slug, g.name AS agent_name, g.emoji, g.color";

    private static final String STEP_WITHOUT_OUTPUT =
            "s.id, s.workspace_id, s.run_id, s.ordinal, s.state, s.needs_left, s.requirement_key, s.order_key, s.fence,"
                    + " s.attempt_id, s.attempts, s.failures, s.losses, NULL AS output, NULL AS summary,"
                    + " s.error_message, s.ready_at, s.started_at, s.ended_at, s.stalled_at, s.revision";

    private static final String RUN_WITHOUT_ARGS = "SELECT " + SqlRuns.WITHOUT_ARGS
            + ", p.name AS canceller FROM run r LEFT JOIN person p ON p.id = r.cancelled_by";

    private static final String USED = Stream.of(
                    "calls", "input_tokens", "cached_input_tokens", "output_tokens", "cost_micros")
            .map(column -> "LEAST(SUM(" + column + "), " + Usage.MOST + ") AS " + column)
            .collect(Collectors.joining(", "));

    private final Sql sql;

    @Inject
    public SqlBoardRows(Sql sql) {
        this.sql = sql;
    }

    SqlBoardRows() {
        this(null);
    }

    @Override
    public List<Found> runs(UUID workspaceId, RunFilter filter, Optional<Place> after, int limit) {
        return sql.query(
                RUN_WITHOUT_ARGS
                        + " WHERE r.workspace_id = ?"
                        + (filter.state().isPresent() ? " AND r.state = ?" : "")
                        + (filter.definition().isPresent()
                                ? " AND r.definition_id IN (SELECT id FROM definition WHERE workspace_id = ? AND slug = ?)"
                                : "")
                        + (after.isPresent() ? " AND (r.created_at < ? OR (r.created_at = ? AND r.id < ?))" : "")
                        + " ORDER BY r.created_at DESC, r.id DESC LIMIT ?",
                bind -> {
                    bind.id(workspaceId);
                    filter.state().ifPresent(wanted -> bind.text(wanted.word()));
                    filter.definition().ifPresent(slug -> bind.id(workspaceId).text(slug));
                    after.ifPresent(place ->
                            bind.time(place.createdAt()).time(place.createdAt()).id(place.id()));
                    bind.number(limit);
                },
                SqlBoardRows::found);
    }

    @Override
    public List<Found> shown(UUID workspaceId, int finished) {
        return sql.query(
                RUN_WITHOUT_ARGS + " WHERE r.workspace_id = ? AND r.state IN ('pending', 'running') UNION ALL ("
                        + RUN_WITHOUT_ARGS + " WHERE r.workspace_id = ? AND r.ended_at IS NOT NULL"
                        + " ORDER BY r.ended_at DESC, r.id DESC LIMIT ?)",
                bind -> bind.id(workspaceId).id(workspaceId).number(finished),
                SqlBoardRows::found);
    }

    @Override
    public Optional<Found> run(UUID workspaceId, UUID runId) {
        return sql
                .query(
                        "SELECT r.*, p.name AS canceller FROM run r LEFT JOIN person p ON p.id = r.cancelled_by"
                                + " WHERE r.id = ? AND r.workspace_id = ?",
                        bind -> bind.id(runId).id(workspaceId),
                        SqlBoardRows::found)
                .stream()
                .findFirst();
    }

    @Override
    public List<SeenStep> steps(UUID workspaceId, Collection<UUID> runIds) {
        return withUsage(
                workspaceId,
                sql.queryIn(
                        "SELECT " + STEP_WITHOUT_OUTPUT + ", " + FACE + " FROM step s" + WITH_AGENT
                                + " WHERE s.workspace_id = ? AND s.run_id IN (:ids) ORDER BY s.run_id, s.ordinal",
                        bind -> bind.id(workspaceId),
                        runIds,
                        SqlBoardRows::seenStep));
    }

    @Override
    public List<SeenStep> firstSteps(UUID workspaceId, Collection<UUID> runIds, int most) {
        return withUsage(
                workspaceId,
                sql.queryIn(
                        "SELECT " + STEP_WITHOUT_OUTPUT + ", " + FACE + " FROM step s" + WITH_AGENT
                                + " WHERE s.workspace_id = ? AND s.ordinal < ? AND s.run_id IN (:ids)"
                                + " ORDER BY s.run_id, s.ordinal",
                        bind -> bind.id(workspaceId).number(most),
                        runIds,
                        SqlBoardRows::seenStep));
    }

    @Override
    public List<SeenStep> stepsFrom(UUID workspaceId, UUID runId, int ordinal, int limit) {
        return withUsage(
                workspaceId,
                sql.query(
                        "SELECT " + STEP_WITHOUT_OUTPUT + ", " + FACE + " FROM step s" + WITH_AGENT
                                + " WHERE s.workspace_id = ? AND s.run_id = ? AND s.ordinal >= ? ORDER BY s.ordinal LIMIT ?",
                        bind -> bind.id(workspaceId).id(runId).number(ordinal).number(limit),
                        SqlBoardRows::seenStep));
    }

    private List<SeenStep> withUsage(UUID workspaceId, List<SeenStep> steps) {
        Map<UUID, Usage> usage = usageBy(
                "step_id",
                workspaceId,
                steps.stream()
                        .map(SeenStep::step)
                        .filter(step -> step.attempts() > 0)
                        .map(StepRow::id)
                        .toList());
        Map<UUID, StepPause> pauses = pausesOf(
                workspaceId,
                steps.stream()
                        .map(SeenStep::step)
                        .filter(step -> step.state() == StepState.LEASED || step.state() == StepState.RUNNING)
                        .flatMap(step -> step.attemptId().stream())
                        .toList());
        return steps.stream()
                .map(seen -> new SeenStep(
                        seen.step(),
                        seen.agent(),
                        seen.step().attemptId().map(pauses::get),
                        Optional.ofNullable(usage.get(seen.step().id()))))
                .toList();
    }

    /** What was asked last of each attempt that is held, as far as the agent has not gone on since. */
    private Map<UUID, StepPause> pausesOf(UUID workspaceId, Collection<UUID> attemptIds) {
        record Asked(UUID attemptId, Optional<StepPause> pause) {}
        Map<UUID, StepPause> pauses = new HashMap<>();
        sql.queryIn(
                        "SELECT c.attempt_id, c.kind, c.state, c.requested_at, c.requested_by, p.name FROM agent_control c"
                                + " LEFT JOIN person p ON p.id = c.requested_by WHERE c.workspace_id = ?"
                                + " AND c.kind IN ('pause', 'resume') AND c.state <> 'expired'"
                                + " AND c.attempt_id IN (:ids) ORDER BY c.seq",
                        bind -> bind.id(workspaceId),
                        attemptIds,
                        row -> new Asked(
                                row.id("attempt_id"),
                                stage(row.text("kind"), row.text("state"))
                                        .map(stage -> new StepPause(
                                                stage,
                                                row.time("requested_at"),
                                                row.id("requested_by"),
                                                row.optionalText("name")))))
                .forEach(asked -> asked.pause()
                        .ifPresentOrElse(
                                pause -> pauses.put(asked.attemptId(), pause), () -> pauses.remove(asked.attemptId())));
        return pauses;
    }

    private static Optional<StepPause.Stage> stage(String kind, String state) {
        boolean isDone = state.equals("acknowledged");
        if (kind.equals("pause")) {
            return Optional.of(isDone ? StepPause.Stage.PAUSED : StepPause.Stage.PAUSING);
        }
        return isDone ? Optional.empty() : Optional.of(StepPause.Stage.RESUMING);
    }

    private Map<UUID, Usage> usageBy(String column, UUID workspaceId, Collection<UUID> ids) {
        record Found(UUID id, Usage usage) {}
        return sql
                .queryIn(
                        "SELECT " + column + ", " + USED + " FROM attempt_usage WHERE workspace_id = ? AND " + column
                                + " IN (:ids) GROUP BY " + column,
                        bind -> bind.id(workspaceId),
                        ids,
                        row -> new Found(row.id(column), SqlUsageLedger.usage(row)))
                .stream()
                .collect(Collectors.toMap(Found::id, Found::usage));
    }

    @Override
    public Map<UUID, Usage> usage(UUID workspaceId, Collection<UUID> runIds) {
        return usageBy("run_id", workspaceId, runIds);
    }

    @Override
    public List<ModelUsage> modelsOfRun(UUID workspaceId, UUID runId, int most) {
        return models("run_id", workspaceId, runId, most);
    }

    @Override
    public List<ModelUsage> modelsOfStep(UUID workspaceId, UUID stepId, int most) {
        return models("step_id", workspaceId, stepId, most);
    }

    private List<ModelUsage> models(String column, UUID workspaceId, UUID id, int most) {
        return sql.query(
                "SELECT model, " + USED + " FROM attempt_usage WHERE workspace_id = ? AND " + column + " = ?"
                        + " GROUP BY model ORDER BY SUM(input_tokens + output_tokens) DESC, model LIMIT ?",
                bind -> bind.id(workspaceId).id(id).number(most),
                row -> new ModelUsage(row.text("model"), SqlUsageLedger.usage(row)));
    }

    @Override
    public Map<UUID, Integer> artifacts(UUID workspaceId, Collection<UUID> runIds) {
        record Count(UUID runId, int files) {}
        return sql
                .queryIn(
                        "SELECT run_id, COUNT(*) AS files FROM artifact WHERE workspace_id = ? AND run_id IN (:ids)"
                                + " GROUP BY run_id",
                        bind -> bind.id(workspaceId),
                        runIds,
                        row -> new Count(row.id("run_id"), row.number("files")))
                .stream()
                .collect(Collectors.toMap(Count::runId, Count::files));
    }

    @Override
    public Optional<SeenStep> step(UUID workspaceId, UUID stepId) {
        return sql
                .query(
                        "SELECT s.*, " + FACE + " FROM step s" + WITH_AGENT + " WHERE s.id = ? AND s.workspace_id = ?",
                        bind -> bind.id(stepId).id(workspaceId),
                        SqlBoardRows::seenStep)
                .stream()
                .findFirst()
                .map(found -> withUsage(workspaceId, List.of(found)).get(0));
    }

    @Override
    public Optional<SeenCheckpoint> checkpoint(UUID workspaceId, UUID stepId) {
        return sql
                .query(
                        "SELECT a.number, c.artifact_id, c.reported_at, COALESCE(b.size_bytes, f.size_bytes, 0) AS size_bytes"
                                + " FROM step_checkpoint c JOIN attempt a ON a.id = c.attempt_id"
                                + " LEFT JOIN `blob` b ON b.id = c.blob_id LEFT JOIN artifact f ON f.id = c.artifact_id"
                                + " WHERE c.step_id = ? AND c.workspace_id = ?",
                        bind -> bind.id(stepId).id(workspaceId),
                        row -> new SeenCheckpoint(
                                row.number("number"),
                                row.big("size_bytes"),
                                row.optionalId("artifact_id"),
                                row.time("reported_at")))
                .stream()
                .findFirst();
    }

    @Override
    public List<SeenAttempt> attempts(UUID workspaceId, UUID stepId) {
        Map<UUID, Usage> usage = usageOfAttempts(workspaceId, stepId);
        return sql.query(
                "SELECT a.*, c.instance, g.slug AS agent_slug, g.name AS agent_name, g.emoji, g.color FROM attempt a"
                        + " LEFT JOIN agent_session c ON c.id = a.session_id LEFT JOIN agent g ON g.id = a.agent_id"
                        + " WHERE a.step_id = ? AND a.workspace_id = ? ORDER BY a.number",
                bind -> bind.id(stepId).id(workspaceId),
                row -> new SeenAttempt(
                        row.id("id"),
                        row.number("number"),
                        row.big("fence"),
                        AttemptState.of(row.text("state")),
                        row.optionalNumber("exit_code"),
                        row.optionalText("reason"),
                        row.optionalText("error_message"),
                        face(row),
                        row.time("leased_at"),
                        row.optionalTime("started_at"),
                        row.optionalTime("ended_at"),
                        Optional.ofNullable(usage.get(row.id("id")))));
    }

    private Map<UUID, Usage> usageOfAttempts(UUID workspaceId, UUID stepId) {
        record Found(UUID attemptId, Usage usage) {}
        return sql
                .query(
                        "SELECT attempt_id, " + USED
                                + " FROM attempt_usage WHERE workspace_id = ? AND step_id = ? GROUP BY attempt_id",
                        bind -> bind.id(workspaceId).id(stepId),
                        row -> new Found(row.id("attempt_id"), SqlUsageLedger.usage(row)))
                .stream()
                .collect(Collectors.toMap(Found::attemptId, Found::usage));
    }

    @Override
    public Map<UUID, List<AgentInstance>> instances(UUID workspaceId) {
        record Found(UUID agentId, AgentInstance instance) {}
        return sql
                .query(
                        "SELECT s.agent_id, s.instance, s.version, s.capabilities, s.labels, s.opened_at, EXISTS (SELECT 1 FROM"
                                + " attempt a WHERE a.session_id = s.id AND a.state IN ('leased', 'running')) AS busy,"
                                + " EXISTS (SELECT 1 FROM attempt a JOIN step p ON p.id = a.step_id WHERE a.session_id = s.id"
                                + " AND a.state IN ('leased', 'running') AND p.stalled_at IS NOT NULL) AS stalled,"
                                + " c.kind, c.state, c.requested_at, c.delivered_at, c.ended_at FROM agent_session s"
                                + " LEFT JOIN agent_control c ON c.seq = (SELECT MAX(l.seq) FROM agent_control l WHERE"
                                + " l.session_id = s.id AND l.kind IN ('pause', 'resume') AND l.attempt_id IS NULL"
                                + " AND COALESCE(l.ended_at, l.delivered_at, l.requested_at) >= s.opened_at)"
                                + " WHERE s.workspace_id = ? AND s.connected ORDER BY s.opened_at, s.instance",
                        bind -> bind.id(workspaceId),
                        row -> new Found(
                                row.id("agent_id"),
                                new AgentInstance(
                                        row.text("instance"),
                                        row.text("version"),
                                        words(row.text("capabilities")),
                                        labels(row),
                                        row.time("opened_at"),
                                        activity(row),
                                        row.optionalText("kind").map(kind -> told(row, kind)))))
                .stream()
                .collect(Collectors.groupingBy(
                        Found::agentId, Collectors.mapping(Found::instance, Collectors.toList())));
    }

    @Override
    public Map<UUID, Standing> standings(UUID workspaceId) {
        record Found(UUID agentId, Standing standing) {}
        return sql
                .query(
                        "SELECT f.*, p.requested_at, p.requested_by, p.drained_at, o.name FROM (SELECT g.id, NOT EXISTS"
                                + " (SELECT 1 FROM agent_session s WHERE s.agent_id = g.id) AS is_new FROM agent g"
                                + " WHERE g.workspace_id = ? AND g.retired_at IS NULL) f"
                                + " LEFT JOIN agent_pause p ON p.agent_id = f.id"
                                + " LEFT JOIN person o ON o.id = p.requested_by WHERE f.is_new OR p.agent_id IS NOT NULL",
                        bind -> bind.id(workspaceId),
                        row -> new Found(row.id("id"), new Standing(pause(row), row.flag("is_new"))))
                .stream()
                .collect(Collectors.toMap(Found::agentId, Found::standing));
    }

    private static Optional<AgentPause> pause(Row row) {
        return row.optionalTime("requested_at")
                .map(at -> new AgentPause(
                        at,
                        row.id("requested_by"),
                        row.optionalText("name"),
                        row.optionalTime("drained_at").isPresent()));
    }

    @Override
    public Map<UUID, AgentError> errors(UUID workspaceId) {
        return new SqlAgentErrors(sql).newestOf(workspaceId);
    }

    @Override
    public List<Gate> openGates(UUID workspaceId, int most) {
        return new SqlGates(sql).open(workspaceId, most);
    }

    @Override
    public long outputSize(UUID workspaceId, UUID attemptId) {
        return sql
                .query(
                        "SELECT at_offset + size_bytes AS size FROM log_chunk WHERE attempt_id = ? AND workspace_id = ?"
                                + " ORDER BY at_offset DESC LIMIT 1",
                        bind -> bind.id(attemptId).id(workspaceId),
                        row -> row.big("size"))
                .stream()
                .findFirst()
                .orElse(0L);
    }

    /** From the chunk that holds the first byte, which the primary key finds; chunks leave no gap. */
    @Override
    public byte[] output(UUID workspaceId, UUID attemptId, long from, int length) {
        record Chunk(long offset, byte[] data) {}
        List<Chunk> chunks = sql.query(
                "SELECT at_offset, data FROM log_chunk WHERE attempt_id = ? AND workspace_id = ? AND at_offset < ?"
                        + " AND at_offset >= COALESCE((SELECT MAX(at_offset) FROM log_chunk WHERE attempt_id = ?"
                        + " AND at_offset <= ?), 0) ORDER BY at_offset",
                bind -> bind.id(attemptId)
                        .id(workspaceId)
                        .number(from + length)
                        .id(attemptId)
                        .number(from),
                row -> new Chunk(row.big("at_offset"), row.bytes("data")));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Chunk chunk : chunks) {
            int begin = (int) Math.max(0, from - chunk.offset());
            int end = (int) Math.min(chunk.data().length, from + length - chunk.offset());
            if (begin < end) {
                all.write(chunk.data(), begin, end - begin);
            }
        }
        return all.toByteArray();
    }

    private static AgentInstance.Activity activity(Row row) {
        if (row.flag("stalled")) {
            return AgentInstance.Activity.STALLED;
        }
        return row.flag("busy") ? AgentInstance.Activity.WORKING : AgentInstance.Activity.IDLE;
    }

    private static AgentInstance.Told told(Row row, String kind) {
        String state = row.text("state");
        return new AgentInstance.Told(
                kind,
                state,
                row.time("requested_at"),
                row.optionalTime("delivered_at"),
                row.optionalTime("ended_at").filter(at -> state.equals("acknowledged")));
    }

    private static Found found(Row row) {
        return new Found(SqlRuns.row(row), row.optionalText("canceller"));
    }

    private static SeenStep seenStep(Row row) {
        return new SeenStep(
                SqlSteps.row(row),
                hasHolder(row) ? Optional.of(face(row)) : Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** A step that waits to be tried again, or will not be, is nobody's, though its last attempt is still known. */
    private static boolean hasHolder(Row row) {
        return switch (StepState.of(row.text("state"))) {
            case LEASED, RUNNING, COMPLETED, FAILED ->
                row.optionalText("agent_slug").isPresent();
            case PENDING, READY, SKIPPED, CANCELLED -> false;
        };
    }

    private static AgentFace face(Row row) {
        return new AgentFace(
                row.id("agent_id"),
                row.text("agent_slug"),
                row.text("agent_name"),
                row.text("emoji"),
                row.text("color"),
                row.text("instance"));
    }

    private static Map<String, String> labels(Row row) {
        Map<String, String> labels = new TreeMap<>();
        row.optionalText("labels").flatMap(JsonText::parseObject).ifPresent(object -> object.keySet()
                .forEach(key -> labels.put(key, object.getString(key))));
        return labels;
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(" "));
    }
}
