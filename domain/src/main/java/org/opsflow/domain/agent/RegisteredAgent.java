package org.opsflow.domain.agent;

/**
 * An agent as it was registered.
 *
 * @param apiKey in clear; nobody can read it again
 */
public record RegisteredAgent(Agent agent, String apiKey) {
    @Override
    public String toString() {
        return "RegisteredAgent[" + agent.slug() + "]";
    }
}
