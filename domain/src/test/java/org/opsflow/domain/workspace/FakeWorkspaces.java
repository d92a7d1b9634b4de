package org.opsflow.domain.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Workspaces in memory. */
public final class FakeWorkspaces implements Workspaces {
    public final List<Workspace> stored = new ArrayList<>();

    @Override
    public boolean exist() {
        return !stored.isEmpty();
    }

    @Override
    public Optional<Workspace> find(UUID id) {
        return stored.stream().filter(workspace -> workspace.id().equals(id)).findFirst();
    }

    @Override
    public Optional<Workspace> bySlug(String slug) {
        return stored.stream()
                .filter(workspace -> workspace.slug().equals(slug))
                .findFirst();
    }

    @Override
    public void lock(UUID id) {}

    @Override
    public void add(Workspace workspace) {
        stored.add(workspace);
    }
}
