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

    /** A version without its text. */
    record Version(UUID id, String slug, int version, Instant createdAt) {}

    /** The newest version of each definition, by slug, from the one after a slug on. */
    List<Version> newest(UUID workspaceId, Optional<String> after, int limit);

    Optional<Row> newest(UUID workspaceId, String slug);

    /** The newest first. */
    List<Version> versions(UUID workspaceId, String slug, int limit);

    Optional<Row> version(UUID workspaceId, String slug, int version);

    List<Row> byIds(Collection<UUID> ids);

    void insert(Row row, Workflow workflow, UUID createdBy);
}
