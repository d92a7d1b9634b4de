package org.opsflow.domain.workspace;

import java.util.Optional;
import java.util.UUID;

/** The stored workspaces. */
public interface Workspaces {
    /** Whether there is any; false only before the first start. */
    boolean exist();

    Optional<Workspace> find(UUID id);

    Optional<Workspace> bySlug(String slug);

    /** Keeps others who lock it out until the transaction ends. */
    void lock(UUID id);

    /** Stores it at once, so that of two nodes that start together one waits here for the other and is refused with {@code workspace_exists}. */
    void add(Workspace workspace);
}
