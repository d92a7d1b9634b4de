package org.opsflow.domain.board;

import org.opsflow.domain.agent.Agent;
import org.opsflow.domain.agent.AgentSituation;

/** An agent, and how it stands with it. */
public record SeenAgent(Agent agent, AgentSituation situation) {}
