package org.opsflow.domain.audit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored audit log. Calls join the caller's transaction. */
public interface AuditLog {
    /** Stores them; of those that are stored already the number of times and the last of them. */
    void put(Collection<AuditEntry> entries);

    /** Entries of the workspace, the newest first; of the first workspace also those that are of none. */
    List<AuditEntry> find(UUID workspaceId, Wanted wanted, int most);

    /** Forgets what is older, at most so many. */
    int forget(boolean refused, Instant before, int most);

    /**
     * Which entries.
     *
     * @param before only older ones than this entry
     * @param refused only refusals, or only what was done
     * @param since only those whose last time is not before
     * @param until only those whose first time is before
     */
    record Wanted(
            Optional<UUID> before,
            Optional<String> action,
            Optional<Boolean> refused,
            Optional<UUID> actorId,
            Optional<String> address,
            Optional<Instant> since,
            Optional<Instant> until) {}
}
