package org.opsflow.persistence.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opsflow.domain.agent.AgentError;
import org.opsflow.domain.claim.AgentErrors;
import org.opsflow.persistence.shared.Row;
import org.opsflow.persistence.shared.Sql;

/** Errors of agents in SQL. */
@ApplicationScoped
public class SqlAgentErrors implements AgentErrors {
    private static final String ERROR = "SELECT agent_id, id, instance, code, message, said_at FROM agent_error WHERE ";

    private final Sql sql;

    @Inject
    public SqlAgentErrors(Sql sql) {
        this.sql = sql;
    }

    SqlAgentErrors() {
        this(null);
    }

    @Override
    public boolean lock(UUID sessionId, long epoch) {
        return !sql.query(
                        "SELECT id FROM agent_session WHERE id = ? AND epoch = ? FOR UPDATE",
                        bind -> bind.id(sessionId).number(epoch),
                        row -> row.id("id"))
                .isEmpty();
    }

    @Override
    public boolean isKnown(UUID agentId, String clientId) {
        return !sql.query(
                        ERROR + "agent_id = ? AND client_id = ?",
                        bind -> bind.id(agentId).text(clientId),
                        SqlAgentErrors::error)
                .isEmpty();
    }

    @Override
    public void forget(UUID agentId, Duration age, int limit) {
        sql.update(
                "DELETE FROM agent_error WHERE agent_id = ? AND said_at < UTC_TIMESTAMP(6) - INTERVAL ? MICROSECOND"
                        + " AND NOT open ORDER BY said_at LIMIT ?",
                bind -> bind.id(agentId).micros(age).number(limit));
    }

    @Override
    public void insert(UUID workspaceId, UUID agentId, UUID sessionId, String clientId, AgentError error) {
        sql.update(
                "INSERT INTO agent_error (id, workspace_id, agent_id, session_id, client_id, instance, code, message,"
                        + " said_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                bind -> bind.id(error.id())
                        .id(workspaceId)
                        .id(agentId)
                        .id(sessionId)
                        .text(clientId)
                        .text(error.instance())
                        .text(error.code())
                        .text(error.message())
                        .time(error.at()));
    }

    @Override
    public boolean end(UUID sessionId, Instant at) {
        return sql.update(
                        "UPDATE agent_error SET open = FALSE, ended_at = ? WHERE session_id = ? AND open = TRUE",
                        bind -> bind.time(at).id(sessionId))
                > 0;
    }

    @Override
    public Optional<AgentError> find(UUID agentId, UUID id) {
        return sql
                .query(
                        ERROR + "agent_id = ? AND id = ?",
                        bind -> bind.id(agentId).id(id),
                        SqlAgentErrors::error)
                .stream()
                .findFirst();
    }

    @Override
    public boolean dismiss(UUID id, Instant at, UUID by) {
        return sql.update(
                        "UPDATE agent_error SET open = FALSE, ended_at = ?, dismissed_by = ? WHERE id = ? AND open = TRUE",
                        bind -> bind.time(at).id(by).id(id))
                > 0;
    }

    @Override
    public Optional<AgentError> newest(UUID agentId) {
        return sql
                .query(
                        ERROR + "agent_id = ? AND open = TRUE ORDER BY said_at DESC, id DESC LIMIT 1",
                        bind -> bind.id(agentId),
                        SqlAgentErrors::error)
                .stream()
                .findFirst();
    }

    /** Of each agent of the workspace the newest that is open. */
    public Map<UUID, AgentError> newestOf(UUID workspaceId) {
        record Found(UUID agentId, AgentError error) {}
        return sql
                .query(
                        ERROR + "workspace_id = ? AND open = TRUE ORDER BY said_at, id",
                        bind -> bind.id(workspaceId),
                        row -> new Found(row.id("agent_id"), error(row)))
                .stream()
                .collect(Collectors.toMap(Found::agentId, Found::error, (older, newer) -> newer));
    }

    private static AgentError error(Row row) {
        return new AgentError(
                row.id("id"), row.text("instance"), row.text("code"), row.text("message"), row.time("said_at"));
    }
}
