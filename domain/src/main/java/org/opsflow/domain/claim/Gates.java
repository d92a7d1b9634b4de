package org.opsflow.domain.claim;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored gates. Calls join the caller's transaction; each is a constant number of statements. */
public interface Gates {
    /** One that waits for an answer. */
    record Open(UUID id, Gate.Place place) {}

    /** A gate's place among all, by time and then by id. */
    record Position(Instant openedAt, UUID id) {}

    /** Which are wanted; an empty part does not matter. */
    record Filter(
            Optional<Gate.State> state, Optional<UUID> runId, Optional<UUID> stepId, Optional<String> agentSlug) {}

    void insert(List<Gate> gates);

    /** Locks the open ones of the attempts until the commit, in the order of their ids. */
    List<Open> lockOpen(Collection<UUID> attemptIds);

    void withdraw(Collection<UUID> ids, Instant at);

    Optional<Gate> find(UUID workspaceId, UUID id);

    /** Locks it until the commit. */
    void lock(UUID id);

    void answer(UUID id, Gate.Reply reply, Instant at);

    /** Of the process that holds the attempt; empty when its session is not known any more. */
    Optional<Control.Addressee> addressee(UUID attemptId);

    /** The newest first, from the one after a place on. */
    List<Gate> list(UUID workspaceId, Filter filter, Optional<Position> after, int limit);

    /** Those that wait for an answer, the oldest first, without their contexts. */
    List<Gate> open(UUID workspaceId, int most);
}
