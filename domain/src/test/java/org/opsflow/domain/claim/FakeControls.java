package org.opsflow.domain.claim;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Stands for the stored controls. */
final class FakeControls extends ControlStoring {
    final List<Control> open = new ArrayList<>();
    final List<UUID> delivered = new ArrayList<>();
    final List<UUID> acknowledged = new ArrayList<>();
    boolean paused;
    boolean away;

    @Override
    public List<Control> openOf(UUID sessionId) {
        return List.copyOf(open);
    }

    @Override
    public List<UUID> untold(String node, int limit) {
        return List.of();
    }

    @Override
    public boolean isPaused(UUID agentId) {
        return paused;
    }

    @Override
    public void delivered(Collection<Control> written, long epoch) {
        written.forEach(control -> delivered.add(control.id()));
    }

    @Override
    public void acknowledged(UUID controlId, UUID sessionId) {
        if (away) {
            throw new IllegalStateException("no database");
        }
        acknowledged.add(controlId);
    }
}
