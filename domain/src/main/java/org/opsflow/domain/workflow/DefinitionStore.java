package org.opsflow.domain.workflow;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored definitions. */
public interface DefinitionStore {
    /** A stored version; its workflow is compiled from the source. */
    record Row(UUID id, UUID workspaceId, String slug, int version, String source, Instant createdAt) {}

    /** The newest version of each definition, by slug. */
    List<Row> newest(UUID workspaceId);

    Optional<Row> newest(UUID workspaceId, String slug);

    List<Row> byIds(Collection<UUID> ids);

    void insert(Row row, Workflow workflow, UUID createdBy);
}
