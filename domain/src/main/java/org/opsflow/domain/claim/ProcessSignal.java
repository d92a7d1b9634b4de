package org.opsflow.domain.claim;

import java.time.Instant;
import java.util.UUID;

/**
 * A sign of life of an agent's process, shown and not kept; the last one wins.
 *
 * @param agent the agent's public id
 * @param aliveAt when it was heard of
 */
public record ProcessSignal(UUID workspaceId, String agent, String instance, Load load, Instant aliveAt) {}
