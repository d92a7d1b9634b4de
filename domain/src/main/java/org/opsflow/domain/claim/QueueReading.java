package org.opsflow.domain.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opsflow.domain.workflow.Definition;
import org.opsflow.domain.workflow.Definitions;
import org.opsflow.domain.workflow.Requirement;
import org.opsflow.domain.workflow.Steps;

/** Reads the queue, without locks. */
@ApplicationScoped
public class QueueReading {
    private static final UUID NO_ID = new UUID(0, 0);

    private final Steps steps;
    private final Attempts attempts;
    private final Sessions sessions;
    private final Definitions definitions;

    @Inject
    QueueReading(Steps steps, Attempts attempts, Sessions sessions, Definitions definitions) {
        this.steps = steps;
        this.attempts = attempts;
        this.sessions = sessions;
        this.definitions = definitions;
    }

    QueueReading() {
        this(null, null, null, null);
    }

    @Transactional
    public List<ReadyStep> read(Window.Key queue, Optional<ReadyStep> after, int limit) {
        List<Steps.Queued> rows = steps.queue(
                queue.workspaceId(),
                queue.requirementKey(),
                after.map(ReadyStep::orderKey).orElse(0L),
                after.map(ReadyStep::id).orElse(NO_ID),
                limit);
        Map<UUID, Definition> byId =
                definitions.byIds(rows.stream().map(Steps.Queued::definitionId).collect(Collectors.toSet()));
        return rows.stream()
                .map(row -> new ReadyStep(
                        row.id(),
                        row.runId(),
                        queue.workspaceId(),
                        row.orderKey(),
                        byId.get(row.definitionId()).workflow().steps().get(row.ordinal()),
                        row.failedBy()))
                .toList();
    }

    @Transactional
    public List<Requirement> requirements(UUID workspaceId) {
        return steps.requirements(workspaceId);
    }

    /** Attempts in one of the states whose lease ran out, with their places. */
    @Transactional
    public List<Attempts.Place> expired(Set<AttemptState> states, int limit) {
        List<UUID> expired = attempts.expired(states, limit);
        return expired.isEmpty() ? List.of() : attempts.places(expired);
    }

    /** Attempts of this node's agents that get nowhere, or that do again. */
    @Transactional
    public List<Attempts.Standstill> standstills(String node, int limit) {
        return attempts.standstills(node, limit);
    }

    @Transactional
    public void progressed(List<Attempts.Progress> progress) {
        attempts.progressed(progress);
    }

    /** What agents of this node have to stop. */
    @Transactional
    public List<Stop> stops(String node, int limit) {
        return attempts.stops(node, limit);
    }

    /** What is stored of the sessions: the number of their newest connection. */
    @Transactional
    public Map<UUID, Long> epochs(Collection<UUID> sessionIds) {
        return sessions.epochs(sessionIds);
    }

    /** Gives each session its lease from now; answers those that another node holds by now. */
    @Transactional
    public List<UUID> renew(String node, Map<UUID, Duration> leases) {
        return sessions.renew(node, leases);
    }

    /** Forgets the connections of an earlier life of this node. */
    @Transactional
    public void disconnectAll(String node, Duration lease) {
        sessions.disconnectAll(node, lease);
    }
}
