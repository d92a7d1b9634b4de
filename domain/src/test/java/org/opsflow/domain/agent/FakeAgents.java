package org.opsflow.domain.agent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Agents in memory. */
final class FakeAgents implements Agents {
    final List<Agent> stored = new ArrayList<>();

    @Override
    public void add(Agent agent) {
        stored.add(agent);
    }

    @Override
    public boolean has(UUID workspaceId, String slug) {
        return stored.stream()
                .anyMatch(agent ->
                        agent.workspaceId().equals(workspaceId) && agent.slug().equals(slug));
    }

    @Override
    public Optional<Agent> find(UUID workspaceId, String slug) {
        return of(workspaceId).stream()
                .filter(agent -> agent.slug().equals(slug))
                .findFirst();
    }

    @Override
    public Map<UUID, Face> faces(UUID workspaceId, Collection<UUID> ids) {
        return stored.stream()
                .filter(agent -> agent.workspaceId().equals(workspaceId) && ids.contains(agent.id()))
                .collect(Collectors.toMap(Agent::id, agent -> new Face(agent.slug(), agent.name())));
    }

    @Override
    public List<Agent> of(UUID workspaceId) {
        return stored.stream()
                .filter(agent -> agent.workspaceId().equals(workspaceId) && !agent.isRetired())
                .toList();
    }

    @Override
    public Optional<Agent> known(UUID workspaceId, String slug) {
        return stored.stream()
                .filter(agent ->
                        agent.workspaceId().equals(workspaceId) && agent.slug().equals(slug))
                .findFirst();
    }

    @Override
    public void changed(Agent agent) {}

    @Override
    public List<Agent> of(UUID workspaceId, Optional<Place> after, int limit) {
        return of(workspaceId).stream().limit(limit).toList();
    }
}
