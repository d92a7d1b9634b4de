package org.opsflow.persistence.agent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opsflow.domain.agent.Agent;
import org.opsflow.domain.agent.AgentRegistration;
import org.opsflow.domain.agent.Agents;
import org.opsflow.persistence.shared.Padding;
import org.opsflow.persistence.shared.Unique;

@ApplicationScoped
class JpaAgents implements Agents {
    private static final String OF_WORKSPACE =
            "SELECT a FROM Agent a WHERE a.workspaceId = :workspace AND a.retiredAt IS NULL";
    private static final String IN_ORDER = " ORDER BY a.createdAt, a.slug";

    @PersistenceContext(unitName = "opsflow")
    EntityManager entities;

    @Override
    public void add(Agent agent) {
        Unique.add(entities, agent, "agent_slug", () -> AgentRegistration.taken(agent.slug()));
    }

    @Override
    public boolean has(UUID workspaceId, String slug) {
        return !entities.createQuery(
                        "SELECT a.slug FROM Agent a WHERE a.workspaceId = :workspace AND a.slug = :slug", String.class)
                .setParameter("workspace", workspaceId)
                .setParameter("slug", slug)
                .getResultList()
                .isEmpty();
    }

    @Override
    public Optional<Agent> find(UUID workspaceId, String slug) {
        return entities.createQuery(
                        "SELECT a FROM Agent a WHERE a.workspaceId = :workspace AND a.slug = :slug"
                                + " AND a.retiredAt IS NULL",
                        Agent.class)
                .setParameter("workspace", workspaceId)
                .setParameter("slug", slug)
                .getResultStream()
                .findFirst();
    }

    @Override
    public Map<UUID, Face> faces(UUID workspaceId, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return entities.createQuery(
                        "SELECT a FROM Agent a WHERE a.workspaceId = :workspace AND a.id IN :ids", Agent.class)
                .setParameter("workspace", workspaceId)
                .setParameter("ids", Padding.of(ids))
                .getResultStream()
                .collect(Collectors.toMap(Agent::id, agent -> new Face(agent.slug(), agent.name())));
    }

    @Override
    public Optional<Agent> known(UUID workspaceId, String slug) {
        return entities.createQuery(
                        "SELECT a FROM Agent a WHERE a.workspaceId = :workspace AND a.slug = :slug", Agent.class)
                .setParameter("workspace", workspaceId)
                .setParameter("slug", slug)
                .getResultStream()
                .findFirst();
    }

    @Override
    public void changed(Agent agent) {
        entities.flush();
    }

    @Override
    public List<Agent> of(UUID workspaceId, Optional<Place> after, int limit) {
        TypedQuery<Agent> query = entities.createQuery(
                OF_WORKSPACE
                        + (after.isPresent()
                                ? " AND (a.createdAt > :at OR (a.createdAt = :at AND a.slug > :slug))"
                                : "")
                        + IN_ORDER,
                Agent.class);
        after.ifPresent(place -> query.setParameter("at", place.createdAt()).setParameter("slug", place.slug()));
        return query.setParameter("workspace", workspaceId).setMaxResults(limit).getResultList();
    }

    @Override
    public List<Agent> of(UUID workspaceId) {
        return entities.createQuery(OF_WORKSPACE + IN_ORDER, Agent.class)
                .setParameter("workspace", workspaceId)
                .getResultList();
    }
}
