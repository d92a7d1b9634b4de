package org.opsflow.domain.claim;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Who is connected, and who holds which attempt. Guarded by the {@link Dispatcher}'s lock. */
final class Seats {
    private final Map<UUID, Set<Seat>> byWorkspace = new HashMap<>();
    private final Map<UUID, Seat> holders = new HashMap<>();

    void add(Seat seat) {
        byWorkspace
                .computeIfAbsent(seat.workspaceId, id -> new LinkedHashSet<>())
                .add(seat);
    }

    void remove(Seat seat) {
        byWorkspace.computeIfPresent(seat.workspaceId, (id, theirs) -> {
            theirs.remove(seat);
            return theirs.isEmpty() ? null : theirs;
        });
        seat.holds.forEach(holders::remove);
        seat.holds.clear();
    }

    Set<Seat> of(UUID workspaceId) {
        return byWorkspace.getOrDefault(workspaceId, Set.of());
    }

    /** Those with somebody connected. */
    Set<UUID> workspaces() {
        return byWorkspace.keySet();
    }

    /** False when it has the attempt already. */
    boolean hold(Seat seat, UUID attemptId) {
        if (!seat.holds.add(attemptId)) {
            return false;
        }
        holders.put(attemptId, seat);
        return true;
    }

    /** Who held the attempt, if anybody here did. */
    Optional<Seat> letGo(UUID attemptId) {
        Optional<Seat> seat = Optional.ofNullable(holders.remove(attemptId));
        seat.ifPresent(holder -> holder.holds.remove(attemptId));
        return seat;
    }
}
