package org.opsflow.domain.workflow;

import java.time.Instant;
import java.util.UUID;

/**
 * One version of a workflow template. A version never changes, so a run that points at it has its snapshot.
 *
 * @param slug the definition's public id, the same for all its versions
 * @param version 1, 2, 3 …
 * @param source the YAML as it came in
 */
public record Definition(
        UUID id, UUID workspaceId, String slug, int version, String source, Workflow workflow, Instant createdAt) {}
