package org.opsflow.domain.change;

import java.util.UUID;

/**
 * Something that happened, before it has a number.
 *
 * @param type for example {@code workflow.step.started}
 * @param data JSON object: the small state of the entity with its revision
 */
public record Change(UUID workspaceId, String type, String data) {}
