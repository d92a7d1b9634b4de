package org.opsflow.web.agent;

/**
 * How the world reaches the agents' door.
 *
 * @param address for example {@code ops.example.org:9090}
 */
public record AgentDoor(String address) {}
