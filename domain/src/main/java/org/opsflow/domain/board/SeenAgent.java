package org.opsflow.domain.board;

import java.util.List;
import org.opsflow.domain.agent.Agent;
import org.opsflow.domain.agent.AgentInstance;

/**
 * An agent with its processes.
 *
 * @param instances those that are connected
 */
public record SeenAgent(Agent agent, List<AgentInstance> instances) {}
