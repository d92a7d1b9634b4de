package org.opsflow.persistence.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opsflow.domain.claim.AttemptRow;
import org.opsflow.domain.claim.AttemptState;
import org.opsflow.domain.claim.Attempts;
import org.opsflow.domain.claim.Stop;
import org.opsflow.domain.shared.Ids;
import org.opsflow.persistence.shared.Row;
import org.opsflow.persistence.shared.Sql;

/** Attempts in SQL. */
@ApplicationScoped
public class SqlAttempts implements Attempts {
    private static final int TEXT_LENGTH = 4_096;
    private static final int REMEMBERED = 10_000;

    /** Attempts of servers that did not store it have none. */
    private static final String PROGRESS = "COALESCE(a.progress_at, a.leased_at)";

    /** Who waits for a person cannot go on. */
    private static final String NOT_ASKING = " AND NOT (a.asks > 0 AND EXISTS (SELECT 1 FROM gate q"
            + " WHERE q.attempt_id = a.id AND q.state = 'open'))";

    /** Work that a person has paused does not get on, and may take as long again when it has been resumed. */
    private static final String NOT_HALTED = " AND NOT EXISTS (SELECT 1 FROM agent_control c WHERE c.seq = (SELECT"
            + " MAX(l.seq) FROM agent_control l WHERE l.attempt_id = a.id AND l.kind IN ('pause', 'resume')"
            + " AND l.state <> 'expired') AND ((c.kind = 'pause' AND c.state = 'acknowledged') OR (c.kind = 'resume'"
            + " AND COALESCE(c.ended_at, c.requested_at) > UTC_TIMESTAMP(6) - INTERVAL a.stall_micros MICROSECOND)))";

    private final Sql sql;
    /** Of the attempts used last. An attempt never moves; one whose insert was rolled back is missed when it is locked. */
    private final Map<UUID, Place> places = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Place> eldest) {
            return size() > REMEMBERED;
        }
    });

    @Inject
    public SqlAttempts(Sql sql) {
        this.sql = sql;
    }

    SqlAttempts() {
        this(null);
    }

    @Override
    public void insert(List<AttemptRow> attempts) {
        sql.bulk(
                "INSERT INTO attempt (id, workspace_id, run_id, step_id, number, fence, session_id, agent_id, state,"
                        + " last_report, reason, error_message, leased_at, ended_at, progress_at, stall_micros)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                attempts,
                (bind, attempt) -> bind.id(attempt.id())
                        .id(attempt.workspaceId())
                        .id(attempt.runId())
                        .id(attempt.stepId())
                        .number(attempt.number())
                        .number(attempt.fence())
                        .id(attempt.sessionId())
                        .id(attempt.agentId())
                        .text(attempt.state().word())
                        .number(attempt.lastReport())
                        .text(attempt.reason())
                        .text(attempt.errorMessage(), TEXT_LENGTH)
                        .time(attempt.leasedAt())
                        .time(attempt.endedAt())
                        .time(attempt.progressAt())
                        .micros(attempt.stallAfter()));
        attempts.forEach(attempt -> places.put(
                attempt.id(), new Place(attempt.id(), attempt.runId(), attempt.stepId(), attempt.workspaceId())));
    }

    @Override
    public List<Place> places(Collection<UUID> ids) {
        List<Place> found = new ArrayList<>(ids.size());
        List<UUID> unknown = new ArrayList<>();
        for (UUID id : ids) {
            Place place = places.get(id);
            if (place == null) {
                unknown.add(id);
            } else {
                found.add(place);
            }
        }
        List<Place> read = sql.queryIn(
                "SELECT id, run_id, step_id, workspace_id FROM attempt WHERE id IN (:ids)",
                unknown,
                row -> new Place(row.id("id"), row.id("run_id"), row.id("step_id"), row.id("workspace_id")));
        read.forEach(place -> places.put(place.id(), place));
        found.addAll(read);
        return found;
    }

    @Override
    public List<AttemptRow> lock(Collection<UUID> ids) {
        return sql.queryIn(
                "SELECT * FROM attempt FORCE INDEX (PRIMARY) WHERE id IN (:ids) ORDER BY id FOR UPDATE",
                ids,
                SqlAttempts::row);
    }

    @Override
    public void update(List<AttemptRow> attempts) {
        sql.bulk(
                "UPDATE attempt SET state = ?, last_report = ?, asks = ?, exit_code = ?, reason = ?, error_message = ?,"
                        + " started_at = ?, ended_at = ?, progress_at = ? WHERE id = ?",
                attempts,
                (bind, attempt) -> bind.text(attempt.state().word())
                        .number(attempt.lastReport())
                        .number(attempt.asks())
                        .number(attempt.exitCode())
                        .text(attempt.reason())
                        .text(attempt.errorMessage(), TEXT_LENGTH)
                        .time(attempt.startedAt())
                        .time(attempt.endedAt())
                        .time(attempt.progressAt())
                        .id(attempt.id()));
    }

    @Override
    public void progressed(List<Progress> progress) {
        sql.bulk(
                "UPDATE attempt SET progress_at ="
                        + " GREATEST(COALESCE(progress_at, leased_at), UTC_TIMESTAMP(6) - INTERVAL ? MICROSECOND)"
                        + " WHERE id = ? AND state IN ('leased', 'running')",
                progress.stream()
                        .sorted(Comparator.comparing(Progress::attemptId, Ids::compareBytes))
                        .toList(),
                (bind, heard) -> bind.micros(heard.ago()).id(heard.attemptId()));
    }

    @Override
    public List<Standstill> standstills(String node, int limit) {
        return sql.query(
                "SELECT a.id, a.run_id, a.step_id, a.workspace_id, a.session_id,"
                        + " " + PROGRESS
                        + " AS progress_at, p.stalled_at IS NOT NULL AS stalled FROM attempt a FORCE INDEX (attempt_open)"
                        + " JOIN agent_session s ON s.id = a.session_id JOIN step p ON p.id = a.step_id"
                        + " WHERE a.state IN ('leased', 'running') AND s.node = ? AND (p.stalled_at < " + PROGRESS
                        + " OR (p.stalled_at IS NULL AND GREATEST(" + PROGRESS
                        + ", s.opened_at) < UTC_TIMESTAMP(6) - INTERVAL a.stall_micros"
                        + " MICROSECOND" + NOT_HALTED + "))" + NOT_ASKING + " LIMIT ?",
                bind -> bind.text(node).number(limit),
                row -> new Standstill(
                        new Place(row.id("id"), row.id("run_id"), row.id("step_id"), row.id("workspace_id")),
                        row.id("session_id"),
                        row.time("progress_at"),
                        row.flag("stalled")));
    }

    @Override
    public List<AttemptRow> unfinishedOf(Collection<UUID> sessionIds) {
        return sql.queryIn(
                "SELECT * FROM attempt WHERE state IN ('leased', 'running', 'stopping') AND session_id IN (:ids) ORDER BY id",
                sessionIds,
                SqlAttempts::row);
    }

    @Override
    public List<UUID> expired(Set<AttemptState> states, int limit) {
        String words = states.stream().map(state -> "'" + state.word() + "'").collect(Collectors.joining(", "));
        return sql.query(
                "SELECT a.id FROM attempt a FORCE INDEX (attempt_open) JOIN agent_session s ON s.id = a.session_id"
                        + " WHERE a.state IN (" + words + ") AND s.lease_until < UTC_TIMESTAMP(6) LIMIT ?",
                bind -> bind.number(limit),
                row -> row.id("id"));
    }

    @Override
    public List<Stop> stops(String node, int limit) {
        return sql.query(
                "SELECT a.id, a.run_id, a.session_id, a.fence, a.error_message"
                        + " FROM attempt a FORCE INDEX (attempt_open) JOIN agent_session s ON s.id = a.session_id"
                        + " WHERE a.state = 'stopping' AND s.node = ? LIMIT ?",
                bind -> bind.text(node).number(limit),
                row -> new Stop(
                        row.id("id"),
                        row.id("run_id"),
                        row.id("session_id"),
                        row.big("fence"),
                        row.optionalText("error_message").orElse("")));
    }

    /** A row of {@code SELECT * FROM attempt}. */
    public static AttemptRow row(Row row) {
        return new AttemptRow(
                row.id("id"),
                row.id("workspace_id"),
                row.id("run_id"),
                row.id("step_id"),
                row.number("number"),
                row.big("fence"),
                row.id("session_id"),
                row.id("agent_id"),
                AttemptState.of(row.text("state")),
                row.big("last_report"),
                row.number("asks"),
                row.optionalNumber("exit_code"),
                row.optionalText("reason"),
                row.optionalText("error_message"),
                row.time("leased_at"),
                row.optionalTime("started_at"),
                row.optionalTime("ended_at"),
                row.optionalTime("progress_at").orElseGet(() -> row.time("leased_at")),
                Duration.of(row.big("stall_micros"), ChronoUnit.MICROS));
    }
}
