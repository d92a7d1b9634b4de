package org.opsflow.domain.claim;

import java.util.UUID;

/**
 * A run that is in the queue.
 *
 * @param duplicate whether the caller's client id was known, so that nothing new was made
 */
public record Submitted(UUID runId, boolean duplicate) {}
