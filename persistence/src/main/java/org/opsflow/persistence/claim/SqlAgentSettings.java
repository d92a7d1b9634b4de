package org.opsflow.persistence.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.claim.AgentSettings;
import org.opsflow.domain.claim.Pauses;
import org.opsflow.persistence.shared.Sql;

/** Settings of agents in SQL. */
@ApplicationScoped
public class SqlAgentSettings implements AgentSettings {
    private final Sql sql;

    @Inject
    public SqlAgentSettings(Sql sql) {
        this.sql = sql;
    }

    SqlAgentSettings() {
        this(null);
    }

    @Override
    public Optional<Kept> of(UUID agentId) {
        return sql
                .query(
                        "SELECT t.*, p.name FROM agent_settings t LEFT JOIN person p ON p.id = t.changed_by"
                                + " WHERE t.agent_id = ?",
                        bind -> bind.id(agentId),
                        row -> new Kept(
                                row.text("settings"),
                                row.time("changed_at"),
                                row.id("changed_by"),
                                row.optionalText("name")))
                .stream()
                .findFirst();
    }

    @Override
    public void put(Pauses.Known agent, Kept settings) {
        sql.update(
                "INSERT INTO agent_settings (agent_id, workspace_id, settings, changed_at, changed_by)"
                        + " VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE settings = VALUES(settings),"
                        + " changed_at = VALUES(changed_at), changed_by = VALUES(changed_by)",
                bind -> bind.id(agent.agentId())
                        .id(agent.workspaceId())
                        .text(settings.json())
                        .time(settings.at())
                        .id(settings.by()));
    }

    @Override
    public List<Pauses.Process> processes(UUID agentId) {
        return sql.query(
                "SELECT s.id, s.instance, s.connected FROM agent_session s WHERE s.agent_id = ? AND (s.connected OR EXISTS"
                        + " (SELECT 1 FROM agent_control c WHERE c.session_id = s.id AND c.kind = 'configure'"
                        + " AND c.state IN ('requested', 'delivered'))) ORDER BY s.id",
                bind -> bind.id(agentId),
                row -> new Pauses.Process(row.id("id"), row.text("instance"), row.flag("connected")));
    }
}
