package org.opsflow.persistence.agent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.agent.Agent;
import org.opsflow.domain.agent.Agents;

@ApplicationScoped
class JpaAgents implements Agents {
    @PersistenceContext(unitName = "opsflow")
    EntityManager entities;

    @Override
    public void add(Agent agent) {
        entities.persist(agent);
        entities.flush();
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
    public List<Agent> of(UUID workspaceId) {
        return entities.createQuery(
                        "SELECT a FROM Agent a WHERE a.workspaceId = :workspace AND a.retiredAt IS NULL"
                                + " ORDER BY a.createdAt, a.slug",
                        Agent.class)
                .setParameter("workspace", workspaceId)
                .getResultList();
    }
}
