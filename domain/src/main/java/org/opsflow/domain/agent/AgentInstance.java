package org.opsflow.domain.agent;

import java.time.Instant;
import java.util.List;

/**
 * A connected process of an agent.
 *
 * @param openedAt when it connected
 */
public record AgentInstance(String instance, String version, List<String> capabilities, Instant openedAt) {}
