package org.opsflow.persistence.workspace;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;
import org.opsflow.domain.workspace.Workspace;
import org.opsflow.domain.workspace.WorkspaceFounding;
import org.opsflow.domain.workspace.Workspaces;
import org.opsflow.persistence.shared.Unique;

@ApplicationScoped
class JpaWorkspaces implements Workspaces {
    @PersistenceContext(unitName = "opsflow")
    EntityManager entities;

    @Override
    public boolean exist() {
        return !entities.createQuery("SELECT w.slug FROM Workspace w", String.class)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    @Override
    public Optional<Workspace> find(UUID id) {
        return Optional.ofNullable(entities.find(Workspace.class, id));
    }

    @Override
    public Optional<Workspace> bySlug(String slug) {
        return entities.createQuery("SELECT w FROM Workspace w WHERE w.slug = :slug", Workspace.class)
                .setParameter("slug", slug)
                .getResultStream()
                .findFirst();
    }

    @Override
    public void lock(UUID id) {
        entities.find(Workspace.class, id, LockModeType.PESSIMISTIC_WRITE);
    }

    @Override
    public void add(Workspace workspace) {
        Unique.add(entities, workspace, "workspace_slug", () -> WorkspaceFounding.taken(workspace.slug()));
    }
}
